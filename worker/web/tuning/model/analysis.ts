/** What the pictures of the model are drawn from. Computed in the browser, by the code and to the numbers of the service. */
import type { ParameterValues, Study } from "../../../../shared/contract/tuning.ts";
import {
  type FittedModel,
  fitModel,
  MODEL_FROM,
  type Observation,
} from "../../../../shared/tuning/optimiser.ts";
import { compileSpace } from "../../../../shared/tuning/search-space.ts";
import { type BranchSlices, bestKnownPoint, sliceThrough } from "../../../../shared/tuning/slices.ts";

export interface AnalysisRequest {
  readonly study: Study;
  readonly observations: readonly Observation[];
  /** Suggestions that others are rating. */
  readonly pending: readonly ParameterValues[];
  /** Index of the branch that is looked at. */
  readonly branch: number;
  /** A point of that branch to look through; its best known one where there is none. */
  readonly through: ParameterValues | null;
}

/** Null before the model has a say. */
export type Analysis = BranchSlices | null;

/** Answers requests about one session after another; a request about the same observations needs no new fit. */
export function createAnalyst(): (request: AnalysisRequest) => Analysis {
  let latest: { readonly basis: string; readonly model: FittedModel } | undefined;
  return ({ study, observations, pending, branch, through }) => {
    if (observations.length < MODEL_FROM) return null;
    const space = compileSpace(study.space);
    if (!space.ok) return null;
    const basis = JSON.stringify([study, observations]);
    if (latest?.basis !== basis)
      latest = { basis, model: fitModel({ ...study, space: space.value }, observations) };
    const { model } = latest;
    return sliceThrough(model, through ?? bestKnownPoint(model, branch), pending);
  };
}
