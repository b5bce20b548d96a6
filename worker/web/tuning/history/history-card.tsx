import { useState } from "preact/hooks";
import type { Objective, Space } from "../../../../shared/contract/tuning.ts";
import { call } from "../../api/call.ts";
import { formatTime } from "../../i18n/sentences.ts";
import { formatFigure, formatScore, formatValues } from "../format.ts";
import { say } from "../sentences.ts";
import type { Rating } from "./ratings.ts";
import { saveFile } from "./save-file.ts";
import { csvOf } from "./table-text.ts";

interface HistoryCardProps {
  readonly sessionId: string;
  readonly mode: string;
  readonly space: Space;
  readonly objective: Objective;
  /** Oldest first. */
  readonly ratings: readonly Rating[];
}

const SHOWN = 20;

/** Every rating, the newest first, and ways to carry them elsewhere. */
export function HistoryCard({ sessionId, mode, space, objective, ratings }: HistoryCardProps) {
  const [showsAll, setShowsAll] = useState(false);
  const [failure, setFailure] = useState<string>();
  const newest = [...ratings].reverse();
  const saveJson = async (): Promise<void> => {
    const document = await call<object>(`/ml/sessions/${sessionId}/export`);
    setFailure(document.ok ? undefined : document.error.message);
    if (document.ok) saveFile(`${sessionId}.json`, JSON.stringify(document.value), "application/json");
  };
  return (
    <section class="card" aria-label={say("history")}>
      <h2>{say("history")}</h2>
      <p class="row">
        <button
          type="button"
          class="quiet"
          disabled={ratings.length === 0}
          onClick={() => saveFile(`${sessionId}-${mode}.csv`, csvOf(ratings, space), "text/csv")}
        >
          {say("saveCsv")}
        </button>
        <button type="button" class="quiet" onClick={() => void saveJson()}>
          {say("saveJson")}
        </button>
      </p>
      {failure && <p class="bad">{failure}</p>}
      {ratings.length === 0 ? (
        <p class="faint">{say("noRatings")}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard.
        <section class="scroll" tabIndex={0} aria-label={say("ratingsTable")}>
          <table>
            <thead>
              <tr>
                <th scope="col">#</th>
                <th scope="col">{say("told")}</th>
                <th scope="col">{say("expected")}</th>
                <th scope="col">{say("parameters")}</th>
                <th scope="col">{say("at")}</th>
              </tr>
            </thead>
            <tbody>
              {(showsAll ? newest : newest.slice(0, SHOWN)).map(
                ({ number, at, value, expected, parameters }) => (
                  <tr key={number}>
                    <td>{number}</td>
                    <td class="nowrap">{formatScore(value, objective)}</td>
                    <td class="faint nowrap">
                      {expected &&
                        `${formatFigure(expected.mean, objective)} ± ${formatFigure(expected.sd, objective)}`}
                    </td>
                    <td class="roomy">{formatValues(parameters)}</td>
                    <td class="faint nowrap">{formatTime(at)}</td>
                  </tr>
                ),
              )}
            </tbody>
          </table>
        </section>
      )}
      {ratings.length > SHOWN && !showsAll && (
        <button type="button" class="quiet" onClick={() => setShowsAll(true)}>
          {say("showAll", { count: ratings.length })}
        </button>
      )}
    </section>
  );
}
