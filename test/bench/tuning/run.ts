/** One run of our optimiser on one problem, in the shape of the peers' rows. */
import type { ParameterValues } from "../../../shared/contract/tuning.ts";
import { fitModel, type Observation, type Tuner } from "../../../shared/tuning/optimiser.ts";
import { propose } from "../../../shared/tuning/propose.ts";
import { compileSpace } from "../../../shared/tuning/search-space.ts";
import { summarise } from "../../../shared/tuning/summarise.ts";
import type { Row } from "./comparison.ts";
import { type Problem, regretOf } from "./problems.ts";

export interface RunOptions {
  readonly seed: number;
  readonly budget: number;
  readonly batch?: number | undefined;
}

/** Sizes after which the recommendation and its bound are judged. */
const CHECKPOINTS = [10, 15, 20, 30, 50, 100, 200];

export interface OwnRow extends Row {
  /** After so many evaluations: whether the reported bound was at least the regret of the recommendation. */
  readonly bound_holds: Record<string, boolean>;
}

/** Tells the optimiser nothing but the space, the objective and what it observes. */
export function runProblem(problem: Problem, { seed, budget, batch = problem.batch }: RunOptions): OwnRow {
  const space = compileSpace(problem.space);
  if (!space.ok) throw new Error(`${problem.name}: ${JSON.stringify(space.error)}`);
  const tuner: Tuner = { space: space.value, objective: problem.objective, seed };
  const observations: Observation[] = [];
  const trace: { regret: number; best_regret: number }[] = [];
  const recommendation_regret: Record<string, number> = {};
  const bound_holds: Record<string, boolean> = {};
  let best = Number.POSITIVE_INFINITY;
  const evaluate = (parameters: ParameterValues): void => {
    const value = problem.observe(parameters, seed, observations.length);
    observations.push({ parameters, value });
    const regret = regretOf(problem, parameters);
    best = Math.min(best, regret);
    trace.push({ regret, best_regret: best });
    if (!CHECKPOINTS.includes(observations.length)) return;
    const { recommended, bound } = summarise(fitModel(tuner, observations));
    if (!recommended || bound === null) return;
    const recommendationRegret = regretOf(problem, recommended.parameters);
    recommendation_regret[observations.length] = recommendationRegret;
    bound_holds[observations.length] = recommendationRegret <= bound;
  };
  while (observations.length < budget) {
    const count = Math.min(batch, budget - observations.length);
    for (const { parameters } of propose(fitModel(tuner, observations), [], count)) evaluate(parameters);
  }
  return {
    optimiser: "senal",
    problem: problem.name,
    seed,
    q: batch,
    trace,
    recommendation_regret,
    bound_holds,
  };
}
