import { useMemo, useState } from "preact/hooks";
import type { ParameterValues, Study } from "../../../../shared/contract/tuning.ts";
import { MODEL_FROM, type Observation } from "../../../../shared/tuning/optimiser.ts";
import { encode } from "../../../../shared/tuning/point.ts";
import type { SearchSpace } from "../../../../shared/tuning/search-space.ts";
import type { Lease } from "../../../../shared/tuning/session-state.ts";
import type { Offer } from "../compare/use-pair.ts";
import { formatBranch } from "../format.ts";
import { BranchCharts } from "./branch-charts.tsx";
import { say } from "./sentences.ts";
import { useAnalysis } from "./use-analysis.ts";

interface ModelCardProps {
  readonly study: Study;
  readonly space: SearchSpace;
  readonly observations: readonly Observation[];
  /** Suggestions that are out, whoever has them. */
  readonly leases: readonly Lease[];
  /** Its branch is shown until the reader chooses another one. */
  readonly recommended: ParameterValues | null;
  /** Those that are compared on this page. */
  readonly offers: readonly Offer[];
}

const LETTERS = ["A", "B"];
const BEST = "best";

/** Pictures of the model along each parameter of a branch. */
export function ModelCard({ study, space, observations, leases, recommended, offers }: ModelCardProps) {
  const [chosen, setBranch] = useState<number>();
  const branch = chosen ?? (recommended ? encode(space, recommended).branch : 0);
  const [through, setThrough] = useState(BEST);
  const marks = useMemo(
    () =>
      offers
        .map(({ parameters }, index) => ({ letter: LETTERS[index] ?? "", parameters }))
        .filter(({ parameters }) => encode(space, parameters).branch === branch),
    [offers, space, branch],
  );
  const own = new Set(offers.map(({ suggestionId }) => suggestionId));
  const { answer, hasFailed } = useAnalysis({
    study,
    observations,
    pending: leases.filter(({ suggestionId }) => !own.has(suggestionId)).map(({ parameters }) => parameters),
    branch,
    through: marks.find(({ letter }) => letter === through)?.parameters ?? null,
  });
  const left = MODEL_FROM - observations.length;
  return (
    <section class="card" aria-label={say("model")}>
      <h2>{say("model")}</h2>
      {left > 0 && <p>{say("tooFew", { from: MODEL_FROM, left })}</p>}
      {hasFailed && <p class="bad">{say("failed")}</p>}
      {left <= 0 && (
        <>
          <p class="row">
            {space.branches.length > 1 && (
              <label>
                {say("branch")}
                <select
                  value={branch}
                  onChange={({ currentTarget }) => setBranch(Number(currentTarget.value))}
                >
                  {space.branches.map(({ index, choices }) => (
                    <option key={index} value={index}>
                      {formatBranch(choices)}
                    </option>
                  ))}
                </select>
              </label>
            )}
            <label>
              {say("through")}
              <select value={through} onChange={({ currentTarget }) => setThrough(currentTarget.value)}>
                <option value={BEST}>{say("best")}</option>
                {marks.map(({ letter }) => (
                  <option key={letter} value={letter}>
                    {say("suggestion", { letter })}
                  </option>
                ))}
              </select>
            </label>
          </p>
          {answer?.analysis && (
            <BranchCharts
              analysis={answer.analysis}
              space={space}
              objective={study.objective}
              observations={answer.request.observations}
              marks={marks}
            />
          )}
          <p class="faint">{say("hint")}</p>
        </>
      )}
    </section>
  );
}
