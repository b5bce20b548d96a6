import { useState } from "preact/hooks";
import type { Objective } from "../../../../shared/contract/tuning.ts";
import type { ModeStats } from "../../../../shared/contract/tuning-api.ts";
import type { Observation } from "../../../../shared/tuning/optimiser.ts";
import { formatPercent } from "../../i18n/sentences.ts";
import { formatScore } from "../format.ts";
import { ParameterList } from "../parameter-list.tsx";
import { say } from "../sentences.ts";
import { ProgressChart } from "./progress-chart.tsx";

interface BestCardProps {
  readonly stats: ModeStats | undefined;
  readonly observations: readonly Observation[];
  readonly objective: Objective;
}

/** The parameters to use, how good they are, and how much may still be gained. */
export function BestCard({ stats, observations, objective }: BestCardProps) {
  const { best_parameters: parameters = null, best_rating: rating = null } = stats ?? {};
  return (
    <section class="card" aria-label={say("best")}>
      <h2>{say("best")}</h2>
      {parameters === null || rating === null ? (
        <p class="faint">{say("noBest")}</p>
      ) : (
        <>
          <p class="headline">
            <strong class="figure">{formatScore(rating, objective)}</strong> {say("bestExpected")}
          </p>
          <ParameterList values={parameters} />
          <CopyButton text={JSON.stringify(parameters)} />
        </>
      )}
      {stats && stats.remaining !== null && stats.bound !== null && (
        <Gain stats={stats} remaining={stats.remaining} bound={stats.bound} objective={objective} />
      )}
      <ProgressChart observations={observations} objective={objective} />
    </section>
  );
}

/** Convergence in the unit of the ratings. */
function Gain(props: { stats: ModeStats; remaining: number; bound: number; objective: Objective }) {
  const { stats, remaining, bound, objective } = props;
  return (
    <div class="gain">
      <p>
        {say(stats.converged ? "converged" : "remaining", {
          remaining: formatScore(remaining, objective),
          bound: formatScore(bound, objective),
        })}
      </p>
      <label class="wide">
        <span class="faint">{say("convergence", { share: formatPercent(stats.convergence) })}</span>
        <progress max={1} value={stats.convergence} />
      </label>
    </div>
  );
}

function CopyButton({ text }: { text: string }) {
  const [copied, setCopied] = useState<string>();
  const copy = (): void => void navigator.clipboard.writeText(text).then(() => setCopied(text));
  return (
    <button type="button" class="quiet" onClick={copy}>
      {say(copied === text ? "copied" : "copy")}
    </button>
  );
}
