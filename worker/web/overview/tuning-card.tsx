import { knownSessions } from "../tuning/known-sessions.ts";
import { say } from "./sentences.ts";

const SHOWN = 8;

/** The tuning sessions of this browser; the service keeps no list of them. */
export function TuningCard() {
  const known = knownSessions.read().slice(0, SHOWN);
  return (
    <section class="card">
      <h2>{say("tuningSessions")}</h2>
      {known.length === 0 ? (
        <p class="faint">{say("noTuning")}</p>
      ) : (
        <ul class="links">
          {known.map((id) => (
            <li key={id}>
              <a href={`/tune/${id}`}>{id}</a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
