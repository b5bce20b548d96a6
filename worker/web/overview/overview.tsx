import type { z } from "zod";
import type { AssessListResponseSchema } from "../../../shared/contract/assessment.ts";
import type { ConsumerStatusSchema, ModelInfoSchema, ReadySchema } from "../../../shared/contract/service.ts";
import { KeyForm } from "../ui/key-form.tsx";
import { useAnswer } from "../ui/use-answer.ts";
import { CallExamples } from "./call-examples.tsx";
import { PartsCard } from "./parts-card.tsx";
import { say } from "./sentences.ts";
import { SessionsCard } from "./sessions-card.tsx";
import { StatusBanner } from "./status-banner.tsx";
import { TuningCard } from "./tuning-card.tsx";
import { useEvery } from "./use-every.ts";
import { WorkCard } from "./work-card.tsx";

/** /ready tells what is wrong with this status. */
const NOT_READY = [503];
const LOOK_EVERY_MS = 5_000;

export function Overview() {
  const [ready, askReady] = useAnswer<z.infer<typeof ReadySchema>>("/ready", NOT_READY);
  const [consumer, askConsumer] = useAnswer<z.infer<typeof ConsumerStatusSchema>>("/api/v1/consumer/status");
  const [model, askModel] = useAnswer<z.infer<typeof ModelInfoSchema>>("/api/v1/model/info");
  const [sessions, askSessions] =
    useAnswer<z.infer<typeof AssessListResponseSchema>>("/api/v1/assess?limit=10");
  const askAll = (): void => {
    for (const ask of [askReady, askConsumer, askModel, askSessions]) ask();
  };
  useEvery(LOOK_EVERY_MS, askAll);
  const needsKey = [consumer, model, sessions].some(
    (answer) => answer?.ok === false && answer.error.status === 401,
  );
  return (
    <>
      <h1>{say("title")}</h1>
      <StatusBanner answer={ready} />
      <p>{say("intro")}</p>
      <p class="row">
        <a class="button" href="/practice">
          {say("practice")}
        </a>
        <a class="button" href="/tune">
          {say("tune")}
        </a>
      </p>
      {needsKey && <KeyForm onKey={askAll} />}
      <div class="cards">
        <PartsCard answer={ready} />
        <WorkCard consumer={consumer} model={model} />
      </div>
      <SessionsCard answer={sessions} />
      <TuningCard />
      <CallExamples />
    </>
  );
}
