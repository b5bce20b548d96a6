import type { AssessResponse, NO_SIGN } from "../../../../shared/contract/assessment.ts";
import { formatNumber } from "../../i18n/sentences.ts";
import { say } from "../sentences.ts";

/** Written here again so that the page need not load the schemas that stand beside it. */
const NO_SIGN_LABEL: typeof NO_SIGN = "NO_SIGN";

/** A session as it stands, and its result when it has one. */
export function AssessmentResult({ session }: { session: AssessResponse }) {
  const { status, recognizedGesture, confidence, score, metadata } = session;
  if (status === "queued" || status === "processing") return <p>{say(status)}</p>;
  if (status === "failed")
    return (
      <p class="bad">
        ▲ {say("failed")}: {metadata.error?.message}
      </p>
    );
  return (
    <>
      <p class="good">● {say("completed")}</p>
      <dl class="figures">
        <Figure name={say("read")}>
          {recognizedGesture === NO_SIGN_LABEL ? say("noSign") : recognizedGesture}
        </Figure>
        {metadata.expectedGesture && <Figure name={say("expected")}>{metadata.expectedGesture}</Figure>}
        <Figure name={say("confidence")}>{formatNumber((confidence ?? 0) * 100, 0)} %</Figure>
        <Figure name={say("score")}>{formatNumber(score ?? 0, 0)}</Figure>
      </dl>
      {metadata.feedback && (
        <ul>
          {metadata.feedback.map(({ part, code, message }) => (
            <li key={part + code}>{message}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function Figure({ name, children }: { name: string; children: string | null | readonly (string | null)[] }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
