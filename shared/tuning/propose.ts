/** The next suggestions. */
import type { ParameterValues } from "../contract/tuning.ts";
import type { Draws } from "./acquisition.ts";
import { isFree, searchBranch } from "./acquisition-search.ts";
import { branchProbabilities, chooseBranch } from "./best-branch.ts";
import { drawBranch, expectPlace } from "./branch-draws.ts";
import { predict } from "./gaussian-process.ts";
import { lowDiscrepancyPoints } from "./low-discrepancy.ts";
import { type FittedModel, MODEL_FROM } from "./optimiser.ts";
import { decode, encode, type Point, snap } from "./point.ts";
import { seedOf } from "./random.ts";
import type { Branch, BranchChoices, SearchSpace } from "./search-space.ts";

export interface Suggestion {
  readonly parameters: ParameterValues;
  /** What the model expects there and how sure it is, in the user's unit; null before the model has a say. */
  readonly mean: number | null;
  readonly sd: number | null;
  readonly why: Explanation;
}

export interface Explanation {
  /** initial: spread out, since little is known; exploit: near what is known to be good; explore: where much is unknown. */
  readonly reason: "initial" | "exploit" | "explore";
  readonly branch: BranchChoices;
  /** only: there is no other; coverage: it has few ratings; promising: the best is most likely here; comparison: it may still be here. */
  readonly branchReason: "only" | "coverage" | "promising" | "comparison";
  /** Probability that the best point lies in this branch; null before the model has a say. */
  readonly branchProbability: number | null;
  /** Ratings of the branch so far. */
  readonly branchSamples: number;
}

/** A prediction whose standard deviation is above this share of the prior's explores. */
const EXPLORES_ABOVE = 0.5;
const INITIAL_PER_DIMENSION = 2;
/** Spread-out points of a space without branches; a space of more dimensions gets two more than it has. */
const INITIAL_ALONE = 12;
/** Spread-out points that all branches have together, at most (but for the fewest of each). */
const INITIAL_TOTAL = 24;
const FEWEST_INITIAL = 3;
/** Points of the sequence that are looked at for one that is not taken. */
const INITIAL_ATTEMPTS = 32;

/**
 * The next `count` suggestions while `pending` ones (leased, not rated yet) are out. Greedy: each is chosen as if those
 * before it were pending, so the first of three is the same as the only one.
 */
export function propose(
  model: FittedModel,
  pending: readonly ParameterValues[],
  count: number,
): Suggestion[] {
  const { space } = model.tuner;
  const search = new Search(model);
  for (const values of pending) search.expect(encode(space, values));
  return Array.from({ length: count }, () => search.next());
}

/** How many spread-out points a branch gets before its model is asked. */
function initialPoints({ branches }: SearchSpace, branch: Branch): number {
  if (branches.length === 1)
    return Math.max(
      MODEL_FROM,
      branch.coordinates + 2,
      Math.min(INITIAL_ALONE, INITIAL_PER_DIMENSION * branch.coordinates),
    );
  const share = Math.floor(INITIAL_TOTAL / branches.length);
  const wanted = Math.min(share, INITIAL_PER_DIMENSION * branch.coordinates);
  return branch.coordinates === 0 ? 1 : Math.max(FEWEST_INITIAL, wanted);
}

/** The state of one call: what is pending grows with each suggestion. */
class Search {
  readonly #model: FittedModel;
  readonly #pending: Point[] = [];
  readonly #draws = new Map<number, Draws>();
  #probabilities: readonly number[] | undefined;

  constructor(model: FittedModel) {
    this.#model = model;
  }

  expect(point: Point): void {
    const draws = this.#draws.get(point.branch);
    const index = this.#waiting(point.branch).length;
    if (draws) this.#draws.set(point.branch, expectPlace(this.#model, draws, point.x, index));
    this.#pending.push(point);
  }

  next(): Suggestion {
    const { tuner } = this.#model;
    const tries = tuner.space.branches.map(({ index }) => this.#tries(index));
    const uncovered = tuner.space.branches
      .filter((branch) => (tries[branch.index] as number) < initialPoints(tuner.space, branch))
      .sort((a, b) => (tries[a.index] as number) - (tries[b.index] as number))[0];
    const branch =
      uncovered ?? (tuner.space.branches[chooseBranch(this.#branchProbabilities(), tries)] as Branch);
    const point = uncovered ? this.#spreadOut(branch) : this.#mostPromising(branch);
    const suggestion = this.#explain(point, branch, uncovered !== undefined);
    this.expect(point);
    return suggestion;
  }

  /** The next point of the branch's sequence that is not taken; on a small grid its neighbours round to one place. */
  #spreadOut(branch: Branch): Point {
    const { space, seed } = this.#model.tuner;
    const taken = [
      ...(this.#model.branches[branch.index]?.posterior.points ?? []),
      ...this.#waiting(branch.index).map(({ x }) => x),
    ];
    const sequence = seedOf(seed, 3, branch.index);
    const points = lowDiscrepancyPoints(branch.coordinates, sequence, taken.length, INITIAL_ATTEMPTS).map(
      (x) => snap(space, { branch: branch.index, x }),
    );
    return points.find(({ x }) => isFree(x, taken)) ?? (points[0] as Point);
  }

  #mostPromising(branch: Branch): Point {
    const { tuner, size } = this.#model;
    const draws = this.#drawsOf(branch.index);
    const seed = seedOf(tuner.seed, 4, branch.index, size, this.#tries(branch.index));
    return { branch: branch.index, x: searchBranch(tuner.space, branch, draws, seed).x };
  }

  #drawsOf(branch: number): Draws {
    const known = this.#draws.get(branch);
    if (known) return known;
    const waiting = this.#waiting(branch).map(({ x }) => x);
    const draws = drawBranch(this.#model, branch, waiting);
    this.#draws.set(branch, draws);
    return draws;
  }

  #branchProbabilities(): readonly number[] {
    this.#probabilities ??= branchProbabilities(this.#model);
    return this.#probabilities;
  }

  #waiting(branch: number): Point[] {
    return this.#pending.filter((point) => point.branch === branch);
  }

  #tries(branch: number): number {
    return this.#observed(branch) + this.#waiting(branch).length;
  }

  #observed(branch: number): number {
    return this.#model.branches[branch]?.posterior.points.length ?? 0;
  }

  #explain({ x }: Point, branch: Branch, initial: boolean): Suggestion {
    const { tuner, size, transform, branches } = this.#model;
    const { posterior, weights } = branches[branch.index] as FittedModel["branches"][number];
    const parameters = decode(tuner.space, { branch: branch.index, x });
    const { mean, variance } = predict(posterior, weights, x);
    const deviation = Math.sqrt(variance);
    const explores = deviation > EXPLORES_ABOVE * Math.sqrt(posterior.kernel.signalVariance);
    const decides = size >= MODEL_FROM;
    const probabilities = decides ? this.#branchProbabilities() : undefined;
    const leads = probabilities?.every(
      (probability) => probability <= (probabilities[branch.index] as number),
    );
    return {
      parameters,
      mean: decides ? transform.backward(mean) : null,
      sd: decides ? transform.spread(mean, deviation) : null,
      why: {
        reason: initial ? "initial" : explores ? "explore" : "exploit",
        branch: branch.choices,
        branchReason:
          tuner.space.branches.length === 1
            ? "only"
            : initial
              ? "coverage"
              : leads
                ? "promising"
                : "comparison",
        branchProbability: probabilities?.[branch.index] ?? null,
        branchSamples: this.#observed(branch.index),
      },
    };
  }
}
