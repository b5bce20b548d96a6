import { ok, type Result } from "../../shared/contract/result.ts";
import { DEFAULT_MODE } from "../../shared/contract/tuning.ts";
import type { ModeStats, StatsResponse } from "../../shared/contract/tuning-api.ts";
import type { Summary } from "../../shared/tuning/summarise.ts";
import type { TuningFault } from "../ports/tuning-sessions.ts";
import type { Parts } from "./parts.ts";
import { inSession } from "./tuning-session.ts";

/** What a mode that nobody rated has to say. */
const NOTHING_YET: ModeStats = {
  samples_seen: 0,
  convergence: 0,
  best_parameters: null,
  best_rating: null,
  remaining: null,
  bound: null,
  converged: false,
  importance: {},
  branches: [],
};

/** How far each mode has come, with the figures of `mode` on top as the former service had them. */
export async function tuningStats(
  parts: Parts,
  sessionId: string,
  mode: string = DEFAULT_MODE,
): Promise<Result<StatsResponse, TuningFault>> {
  const stats = await inSession(parts, sessionId, (session) => session.stats());
  if (!stats.ok) return stats;
  const modes = Object.fromEntries(
    Object.entries(stats.value.modes).map(([name, summary]) => [name, modeStats(summary)]),
  );
  const top = Object.hasOwn(modes, mode) ? modes[mode] : undefined;
  return ok({ ...(top ?? NOTHING_YET), samples_seen: stats.value.samplesSeen, modes });
}

const modeStats = ({ samples, recommended, branches, ...summary }: Summary): ModeStats => ({
  samples_seen: samples,
  convergence: summary.convergence,
  best_parameters: recommended?.parameters ?? null,
  best_rating: recommended?.mean ?? null,
  remaining: summary.remaining,
  bound: summary.bound,
  converged: summary.converged,
  importance: { ...summary.importance },
  branches: branches.map(({ branch, samples: ofBranch, best, probabilityBest }) => ({
    branch: { ...branch },
    samples: ofBranch,
    best,
    probability_best: probabilityBest,
  })),
});
