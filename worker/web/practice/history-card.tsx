import { formatNumber, formatTime } from "../i18n/sentences.ts";
import { isRightTry, streakOf, type Try } from "./lesson/history.ts";
import { say } from "./sentences.ts";

const SHOWN_TRIES = 12;

export function HistoryCard({ tries, onForget }: { tries: readonly Try[]; onForget: () => void }) {
  const right = tries.filter(isRightTry).length;
  return (
    <section class="card">
      <h2>{say("history")}</h2>
      {tries.length === 0 ? (
        <p class="faint">{say("noTries")}</p>
      ) : (
        <>
          <dl class="figures">
            <div>
              <dt>{say("streak")}</dt>
              <dd>{formatNumber(streakOf(tries))}</dd>
            </div>
            <div>
              <dt>{say("total")}</dt>
              <dd>
                {formatNumber(right)} / {formatNumber(tries.length)}
              </dd>
            </div>
          </dl>
          <h3>{say("lastTries")}</h3>
          <ul class="tries">
            {tries.slice(-SHOWN_TRIES).map((one) => (
              <li key={one.at} class={isRightTry(one) ? "good" : "warn"} title={formatTime(one.at)}>
                {say(isRightTry(one) ? "tryRight" : "tryWrong", { wanted: one.wanted, read: one.read })}
              </li>
            ))}
          </ul>
          <button type="button" class="quiet" onClick={onForget}>
            {say("forget")}
          </button>
        </>
      )}
    </section>
  );
}
