/** Finds out what each result of an update belongs to, before anything is written. */

import type { FieldFault } from "../../../shared/contract/field-messages.ts";
import { withUsualValues } from "../../../shared/contract/image-space.ts";
import { err, ok, type Result } from "../../../shared/contract/result.ts";
import { DEFAULT_MODE, type ParameterValues } from "../../../shared/contract/tuning.ts";
import { checkPoint } from "../../../shared/tuning/point.ts";
import type { Lease, SessionState } from "../../../shared/tuning/session-state.ts";
import type { ToldResult, UpdateRequest } from "../../ports/tuning-sessions.ts";

export interface PlacedResult {
  readonly mode: string;
  readonly parameters: ParameterValues;
  readonly value: number;
  readonly suggestionId: string | undefined;
  /** Counted before, or twice in this update. */
  readonly isDuplicate: boolean;
}

/**
 * A result belongs to the suggestion it names, else to the newest unrated one of the same parameters (of the update's
 * mode first), whose mode is then its own; one that matches none belongs to the update's mode or the usual one.
 */
export function placeResults(
  state: SessionState,
  { results, mode }: UpdateRequest,
): Result<PlacedResult[], readonly FieldFault[]> {
  const faults: FieldFault[] = [];
  const placed: PlacedResult[] = [];
  const taken = new Set<string>();
  for (const [index, result] of results.entries()) {
    const checked = checkResult(state, result, `/results/${index}`);
    if (!checked.ok) {
      faults.push(...checked.error);
      continue;
    }
    const { parameters, value } = checked.value;
    const lease = leaseFor(state, result, parameters, mode, taken);
    const suggestionId = result.suggestionId ?? lease?.suggestionId;
    const isDuplicate =
      suggestionId !== undefined && (state.wasTold(suggestionId) || taken.has(suggestionId));
    if (suggestionId !== undefined) taken.add(suggestionId);
    placed.push({ mode: lease?.mode ?? mode ?? DEFAULT_MODE, parameters, value, suggestionId, isDuplicate });
  }
  return faults.length > 0 ? err(faults) : ok(placed);
}

function leaseFor(
  state: SessionState,
  { suggestionId }: ToldResult,
  parameters: ParameterValues,
  mode: string | undefined,
  taken: ReadonlySet<string>,
): Lease | undefined {
  if (suggestionId !== undefined) return state.leaseOf(suggestionId);
  const open = state.leasesAt(parameters).filter((lease) => !taken.has(lease.suggestionId));
  return open.find((lease) => lease.mode === mode) ?? open[0];
}

function checkResult(
  state: SessionState,
  { parameters, rating, value }: ToldResult,
  pointer: string,
): Result<{ parameters: ParameterValues; value: number }, readonly FieldFault[]> {
  const faults: FieldFault[] = [];
  const isRating = state.study.objective.kind === "rating";
  const told = isRating ? rating : value;
  if (told === undefined || (isRating ? value : rating) !== undefined)
    faults.push(
      isRating
        ? { pointer: `${pointer}/rating`, reason: "rating_expected" }
        : { pointer: `${pointer}/value`, reason: "value_expected" },
    );
  const point = checkPoint(state.tuner.space, state.isDefined ? parameters : withUsualValues(parameters));
  if (!point.ok)
    faults.push(
      ...point.error.map((problem) => ({ ...problem, pointer: `${pointer}/parameters${problem.pointer}` })),
    );
  return faults.length === 0 && told !== undefined && point.ok
    ? ok({ parameters: point.value, value: told })
    : err(faults);
}
