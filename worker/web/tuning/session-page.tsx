import { useEffect } from "preact/hooks";
import { KeyForm } from "../ui/key-form.tsx";
import { knownSessions } from "./known-sessions.ts";
import { useSession } from "./log/use-session.ts";
import { NewSession } from "./new-session.tsx";
import { say } from "./sentences.ts";
import { TuningBoard } from "./tuning-board.tsx";

/** One session: what it begins with while it is new, then everything about it. */
export function SessionPage({ sessionId }: { sessionId: string }) {
  const session = useSession(sessionId);
  const { state, failure, isLive } = session;
  useEffect(() => {
    if (state !== "loading") knownSessions.remember(sessionId);
  }, [state, sessionId]);
  return (
    <>
      <p class="row crumbs">
        <a href="/tune">{say("sessions")}</a>
        <span class={isLive ? "good end" : "faint end"} role="status">
          {say(isLive ? "live" : "notLive")}
        </span>
      </p>
      <h1>{sessionId}</h1>
      {failure?.status === 401 && <KeyForm onKey={() => void session.refresh()} />}
      {failure && failure.status !== 401 && (
        <p class="bad" role="alert">
          {failure.message}{" "}
          <button type="button" class="quiet" onClick={() => void session.refresh()}>
            {say("again")}
          </button>
        </p>
      )}
      {state === "loading" && !failure && <p class="faint">{say("loading")}</p>}
      {state === "absent" && <NewSession sessionId={sessionId} onBegun={session.refresh} />}
      {state === "present" && <TuningBoard sessionId={sessionId} session={session} />}
    </>
  );
}
