import type { AuditEntry } from "../../shared/contract/access.ts";
import type { Fault } from "../../shared/contract/errors.ts";
import { ok, type Result } from "../../shared/contract/result.ts";
import { guard } from "./guard.ts";
import type { Parts } from "./parts.ts";

export interface AuditPage {
  readonly entries: AuditEntry[];
  readonly nextBefore: number | null;
}

/** What admins did, newest first. Fault: service_unavailable. */
export async function listAudit(
  { auditLog }: Pick<Parts, "auditLog">,
  limit: number,
  before?: number,
): Promise<Result<AuditPage, Fault>> {
  // One more than asked for tells whether there is a next page.
  const found = await guard("service_unavailable", () => auditLog.list(limit + 1, before));
  if (!found.ok) return found;
  const entries = found.value.slice(0, limit).map(({ at, ...entry }) => ({
    ...entry,
    at: new Date(at).toISOString(),
  }));
  const last = entries.at(-1);
  return ok({ entries, nextBefore: last && found.value.length > limit ? last.entryId : null });
}
