import { KeyForm } from "../../ui/key-form.tsx";
import { say } from "../sentences.ts";
import type { Source } from "../source/source.ts";
import { AssessmentResult } from "./assessment-result.tsx";
import { canRecord, RECORD_SECONDS } from "./record-clip.ts";
import type { AskedAssessment, Assessment, UsedAssessment } from "./use-assessment.ts";

interface AssessCardProps {
  readonly used: UsedAssessment;
  readonly source: Source | undefined;
  readonly asked: AskedAssessment;
}

/** A clip goes to the service only from here, by the learner's own hand. */
export function AssessCard({ used, source, asked }: AssessCardProps) {
  const { assessment } = used;
  const begin = (): void => {
    if (source) used.begin(source, asked);
  };
  return (
    <section class="card">
      <h2>{say("assess")}</h2>
      <p>{say("assessIntro")}</p>
      {!source && <p class="faint">{say("needsSource")}</p>}
      {source?.kind === "camera" && !canRecord() && <p class="warn">{say("cannotRecord")}</p>}
      <p class="row">
        {source && !isUnderWay(assessment) && (source.kind === "file" || canRecord()) && (
          <button type="button" onClick={begin}>
            {source.kind === "camera"
              ? say("record", { seconds: RECORD_SECONDS })
              : say("sendFile", { name: source.name })}
          </button>
        )}
        {assessment.kind === "recording" && (
          <button type="button" onClick={used.finishRecording}>
            {say("finishNow")}
          </button>
        )}
        {isUnderWay(assessment) && (
          <button type="button" class="quiet" onClick={used.cancel}>
            {say("cancel")}
          </button>
        )}
      </p>
      <div role="status" aria-busy={isUnderWay(assessment)}>
        <State assessment={assessment} />
      </div>
      {assessment.kind === "refused" && assessment.needsKey && <KeyForm onKey={begin} />}
    </section>
  );
}

const isUnderWay = (assessment: Assessment): boolean =>
  assessment.kind === "recording" ||
  assessment.kind === "uploading" ||
  (assessment.kind === "session" && !isFinal(assessment.session.status));

const isFinal = (status: string): boolean => status === "completed" || status === "failed";

function State({ assessment }: { assessment: Assessment }) {
  switch (assessment.kind) {
    case "idle":
      return null;
    case "recording":
      return <p>● {say("recording", { seconds: assessment.secondsLeft })}</p>;
    case "uploading":
      return <p>{say("uploading")}</p>;
    case "refused":
      return <p class="bad">▲ {assessment.message}</p>;
    case "session":
      return <AssessmentResult session={assessment.session} />;
  }
}
