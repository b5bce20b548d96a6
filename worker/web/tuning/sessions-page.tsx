import { useState } from "preact/hooks";
import type { SessionResponse } from "../../../shared/contract/tuning-api.ts";
import { useAnswer } from "../ui/use-answer.ts";
import { knownSessions } from "./known-sessions.ts";
import { say } from "./sentences.ts";

/** Opens a session by its name, or one that was opened before. */
export function SessionsPage() {
  const [known, setKnown] = useState(knownSessions.read);
  const open = (event: SubmitEvent): void => {
    event.preventDefault();
    const name = new FormData(event.currentTarget as HTMLFormElement).get("name");
    location.assign(`/tune/${encodeURIComponent(String(name))}`);
  };
  const forget = (id: string): void => {
    knownSessions.forget(id);
    setKnown(knownSessions.read());
  };
  return (
    <>
      <h1>{say("title")}</h1>
      <p>{say("intro")}</p>
      <form class="card row" onSubmit={open}>
        <label>
          {say("sessionName")}
          <input name="name" required maxLength={64} pattern="[A-Za-z0-9_\-]+" title={say("nameHint")} />
        </label>
        <button type="submit">{say("open")}</button>
        <span class="faint">{say("nameHint")}</span>
      </form>
      <h2 class="apart">{say("yours")}</h2>
      {known.length === 0 ? (
        <p class="faint">{say("noneKnown")}</p>
      ) : (
        <ul class="cards plain">
          {known.map((id) => (
            <KnownSession key={id} id={id} onForget={() => forget(id)} />
          ))}
        </ul>
      )}
    </>
  );
}

function KnownSession({ id, onForget }: { id: string; onForget: () => void }) {
  const [answer] = useAnswer<SessionResponse>(`/ml/sessions/${id}`);
  const parameters = answer?.ok ? answer.value.space.parameters.map(({ name }) => name).join(", ") : "";
  return (
    <li class="card">
      <p class="row">
        <a href={`/tune/${id}`}>
          <strong>{id}</strong>
        </a>
        <button type="button" class="quiet end" onClick={onForget} aria-label={say("forget", { id })}>
          ✕
        </button>
      </p>
      {answer?.ok && (
        <>
          <p>{say("ratingsSoFar", { count: answer.value.samples_seen })}</p>
          <p class="faint">{parameters}</p>
        </>
      )}
      {answer && !answer.ok && (
        <p class="faint">{answer.error.status === 404 ? say("notBegun") : answer.error.message}</p>
      )}
    </li>
  );
}
