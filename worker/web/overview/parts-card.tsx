import type { z } from "zod";
import type { Result } from "../../../shared/contract/result.ts";
import type { ReadySchema } from "../../../shared/contract/service.ts";
import type { Failure } from "../api/call.ts";
import { say } from "./sentences.ts";

type Readiness = z.infer<typeof ReadySchema>;
const NAMES = ["configuration", "database", "queue", "inference", "mirror"] as const;

/** Every part that the service depends on. Its answer is a 503 when one is down, with the same content. */
export function PartsCard({ answer }: { answer: Result<Readiness, Failure> | undefined }) {
  return (
    <section class="card" aria-busy={answer === undefined}>
      <h2>{say("parts")}</h2>
      {answer && !answer.ok && <p class="bad">{answer.error.message}</p>}
      {answer?.ok && (
        <table>
          <tbody>
            {Object.entries(answer.value.checks).map(([name, { ok, required, latencyMs, detail }]) => (
              <tr key={name}>
                <th scope="row">{nameOf(name)}</th>
                <td>
                  <span class={ok ? "good" : "bad"}>
                    {ok ? "● " : "▲ "}
                    {say(ok ? "works" : "fails")}
                  </span>{" "}
                  {detail ?? ""}
                </td>
                <td class="faint">{required ? `${latencyMs} ms` : say("optional")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function nameOf(check: string): string {
  const known = NAMES.find((name) => name === check);
  return known ? say(known) : check;
}
