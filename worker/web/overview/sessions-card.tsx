import type { z } from "zod";
import type { AssessListResponseSchema, AssessResponse } from "../../../shared/contract/assessment.ts";
import type { Result } from "../../../shared/contract/result.ts";
import type { Failure } from "../api/call.ts";
import { formatPercent } from "../i18n/sentences.ts";
import { say } from "./sentences.ts";

/** The newest sessions. */
export function SessionsCard({
  answer,
}: {
  answer: Result<z.infer<typeof AssessListResponseSchema>, Failure> | undefined;
}) {
  return (
    <section class="card" aria-busy={answer === undefined}>
      <h2>{say("sessions")}</h2>
      {answer && !answer.ok && <p class="bad">{answer.error.message}</p>}
      {answer?.ok && answer.value.sessions.length === 0 && <p class="faint">{say("noSessions")}</p>}
      {answer?.ok && answer.value.sessions.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard.
        <section class="scroll" tabIndex={0} aria-label={say("sessions")}>
          <table>
            <thead>
              <tr>
                <th scope="col">{say("session")}</th>
                <th scope="col">{say("learner")}</th>
                <th scope="col">{say("status")}</th>
                <th scope="col">{say("sign")}</th>
                <th scope="col">{say("confidence")}</th>
                <th scope="col">{say("score")}</th>
              </tr>
            </thead>
            <tbody>{answer.value.sessions.map(sessionRow)}</tbody>
          </table>
        </section>
      )}
    </section>
  );
}

const sessionRow = ({
  sessionId,
  metadata,
  status,
  recognizedGesture,
  confidence,
  score,
}: AssessResponse) => (
  <tr key={sessionId}>
    <td>
      <a href={`/api/v1/assess/${sessionId}`}>{sessionId.slice(0, 8)}</a>
    </td>
    <td>{metadata.userId}</td>
    <td class={status === "failed" ? "bad" : status === "completed" ? "good" : "warn"}>{say(status)}</td>
    <td>{recognizedGesture ?? metadata.error?.message ?? ""}</td>
    <td>{confidence === null ? "" : formatPercent(confidence)}</td>
    <td>{score ?? ""}</td>
  </tr>
);
