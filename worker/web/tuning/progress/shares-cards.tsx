import type { Objective } from "../../../../shared/contract/tuning.ts";
import type { ModeStats } from "../../../../shared/contract/tuning-api.ts";
import { formatPercent } from "../../i18n/sentences.ts";
import { formatBranch, formatScore } from "../format.ts";
import { say } from "../sentences.ts";

/** Which branch is likely to hold the best, of a space that has several. */
export function BranchesCard({ stats, objective }: { stats: ModeStats; objective: Objective }) {
  if (stats.branches.length < 2) return null;
  return (
    <section class="card" aria-label={say("branches")}>
      <h2>{say("branches")}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard. */}
      <section class="scroll" tabIndex={0} aria-label={say("branchesTable")}>
        <table class="shares">
          <thead>
            <tr>
              <th scope="col">{say("branch")}</th>
              <th scope="col">{say("probabilityBest")}</th>
              <th scope="col">{say("bestThere")}</th>
              <th scope="col">{say("ratings")}</th>
            </tr>
          </thead>
          <tbody>
            {stats.branches.map(({ branch, samples, best, probability_best }) => (
              <tr key={formatBranch(branch)}>
                <th scope="row">{formatBranch(branch)}</th>
                <td>
                  <Share share={probability_best} />
                </td>
                <td>{best === null ? "" : formatScore(best, objective)}</td>
                <td>{samples}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}

/** How much each parameter matters. */
export function ImportanceCard({ stats }: { stats: ModeStats }) {
  const shares = Object.entries(stats.importance).sort(([, a], [, b]) => b - a);
  if (shares.length === 0) return null;
  return (
    <section class="card" aria-label={say("importance")}>
      <h2>{say("importance")}</h2>
      <table class="shares">
        <tbody>
          {shares.map(([name, share]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>
                <Share share={share} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Share({ share }: { share: number }) {
  return (
    <span class="share">
      <span class="track" aria-hidden="true">
        <span class="filled" style={{ width: `${100 * share}%` }} />
      </span>
      {formatPercent(share)}
    </span>
  );
}
