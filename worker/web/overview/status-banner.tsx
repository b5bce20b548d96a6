import type { z } from "zod";
import type { Result } from "../../../shared/contract/result.ts";
import type { ReadySchema } from "../../../shared/contract/service.ts";
import type { Failure } from "../api/call.ts";
import { say } from "./sentences.ts";

type Health = "asking" | "well" | "partly" | "ill" | "silent";

const SIGNS: Record<Health, string> = { asking: "…", well: "✓", partly: "!", ill: "✕", silent: "✕" };

/** Whether all is well, at a glance. Only a change is read aloud, however often it is looked. */
export function StatusBanner({
  answer,
}: {
  answer: Result<z.infer<typeof ReadySchema>, Failure> | undefined;
}) {
  const health = healthOf(answer);
  return (
    <p class={`banner ${health}`} role="status">
      <span class="sign" aria-hidden="true">
        {SIGNS[health]}
      </span>
      <strong>{say(health)}</strong>
    </p>
  );
}

function healthOf(answer: Result<z.infer<typeof ReadySchema>, Failure> | undefined): Health {
  if (!answer) return "asking";
  if (!answer.ok) return "silent";
  if (!answer.value.ready) return "ill";
  return Object.values(answer.value.checks).every(({ ok }) => ok) ? "well" : "partly";
}
