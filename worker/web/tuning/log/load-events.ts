import { ok, type Result } from "../../../../shared/contract/result.ts";
import type { HistoryResponse } from "../../../../shared/contract/tuning-api.ts";
import type { LoggedEvent } from "../../../../shared/tuning/events.ts";
import { call, type Failure } from "../../api/call.ts";
import { readEvent } from "./read-event.ts";

const PAGE = 200;

export interface LoadedEvents {
  /** Those after `since`, oldest first. */
  readonly events: readonly LoggedEvent[];
  /** Number of the newest event there is; 0 without any. */
  readonly newest: number;
}

/** What happened in a session after event number `since`. */
export async function loadEvents(
  sessionId: string,
  since: number,
  signal: AbortSignal,
): Promise<Result<LoadedEvents, Failure>> {
  const rows: HistoryResponse["events"] = [];
  let before: number | null = null;
  do {
    const query: string = before === null ? "" : `&before=${before}`;
    const page = await call<HistoryResponse>(`/ml/sessions/${sessionId}/history?limit=${PAGE}${query}`, {
      signal,
    });
    if (!page.ok) return page;
    rows.push(...page.value.events);
    before = page.value.next_before;
  } while (before !== null && before > since);
  const fresh = rows.filter(({ seq }) => seq > since).reverse();
  return ok({ events: fresh.flatMap((row) => readEvent(row) ?? []), newest: rows[0]?.seq ?? 0 });
}
