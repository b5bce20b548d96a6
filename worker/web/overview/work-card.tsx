import type { z } from "zod";
import type { Result } from "../../../shared/contract/result.ts";
import type { ConsumerStatusSchema, ModelInfoSchema } from "../../../shared/contract/service.ts";
import type { Failure } from "../api/call.ts";
import { formatNumber } from "../i18n/sentences.ts";
import { say } from "./sentences.ts";

interface Answers {
  readonly consumer: Result<z.infer<typeof ConsumerStatusSchema>, Failure> | undefined;
  readonly model: Result<z.infer<typeof ModelInfoSchema>, Failure> | undefined;
}

/** What the consumers did and still owe, and with which model. */
export function WorkCard({ consumer, model }: Answers) {
  const age = (seconds: number | null): string =>
    seconds === null ? say("none") : say("seconds", { seconds: formatNumber(seconds, 0) });
  return (
    <section class="card" aria-busy={consumer === undefined}>
      <h2>{say("work")}</h2>
      {consumer && !consumer.ok && <p class="bad">{consumer.error.message}</p>}
      <table>
        <tbody>
          {consumer?.ok && (
            <>
              <Figure name={say("processed")} value={formatNumber(consumer.value.processed)} />
              <Figure name={say("retried")} value={formatNumber(consumer.value.retried)} />
              <Figure name={say("dead")} value={formatNumber(consumer.value.dead)} />
              <Figure name={say("oldest")} value={age(consumer.value.oldestQueuedSeconds)} />
              <Figure name={say("mirrorPending")} value={formatNumber(consumer.value.mirrorPending)} />
            </>
          )}
          {model?.ok && <Figure name={say("model")} value={model.value.modelVersion} />}
        </tbody>
      </table>
    </section>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{value}</td>
    </tr>
  );
}
