import { useState } from "preact/hooks";
import { DEFAULT_MODE } from "../../../shared/contract/tuning.ts";
import { call } from "../api/call.ts";
import { knownSessions } from "./known-sessions.ts";
import type { FollowedSession } from "./log/use-session.ts";
import { say } from "./sentences.ts";

interface SessionActionsProps {
  readonly sessionId: string;
  readonly session: FollowedSession;
  readonly mode: string;
  readonly onMode: (mode: string) => void;
  /** Ratings of the mode. */
  readonly samples: number;
}

/** Modes that the clients of the image space use. */
const IMAGE_MODES = [DEFAULT_MODE, "surfaces"];

/** Which mode is shown, and ways to begin again. */
export function SessionActions({ sessionId, session, mode, onMode, samples }: SessionActionsProps) {
  const [failure, setFailure] = useState<string>();
  const { log, refresh } = session;
  const modes = [...new Set([...(log.isDefined ? [DEFAULT_MODE] : IMAGE_MODES), ...log.modes])];
  const reset = async (): Promise<void> => {
    if (!confirm(say("confirmReset"))) return;
    const done = await call(`/ml/sessions/${sessionId}/reset?mode=${mode}`, { method: "POST" });
    setFailure(done.ok ? undefined : done.error.message);
    await refresh();
  };
  const erase = async (): Promise<void> => {
    if (!confirm(say("confirmErase"))) return;
    const done = await call(`/ml/sessions/${sessionId}`, { method: "DELETE" });
    if (!done.ok) return setFailure(done.error.message);
    knownSessions.forget(sessionId);
    location.assign("/tune");
  };
  return (
    <div class="row apart">
      {modes.length > 1 && (
        <label class="inline">
          {say("mode")}
          <select value={mode} onChange={({ currentTarget }) => onMode(currentTarget.value)}>
            {modes.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <span>{say("ratingsSoFar", { count: samples })}</span>
      <button type="button" class="quiet end" disabled={samples === 0} onClick={() => void reset()}>
        {say("reset")}
      </button>
      <button type="button" class="quiet" onClick={() => void erase()}>
        {say("erase")}
      </button>
      {failure && (
        <p class="bad" role="alert">
          {failure}
        </p>
      )}
    </div>
  );
}
