/** Follows a README as a reader would: runs its requests one after the other, with the ids that really came back. */
import type { Stack } from "../stack/stack.ts";
import type { ShownCommand } from "./commands.ts";
import { type CurlAnswer, curl } from "./curl.ts";

export interface FollowedCommand extends CurlAnswer {
  readonly shown: ShownCommand;
  /** The output with the ids and addresses that the README uses for what really came back. */
  readonly outputAsWritten: string;
}

/** A UUID, or the id of a key. */
const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{16}/;
/** Texts that an answer gives a name, alone or first in a list. */
const NAMED_TEXT = /"(\w+)":\[?"([^"\s]+)"/g;

/** `onAnswer` hears of each request as it is answered. */
export async function follow(
  commands: readonly ShownCommand[],
  { workerUrl, visionUrl }: Pick<Stack, "workerUrl" | "visionUrl">,
  onAnswer: (followed: FollowedCommand) => Promise<void> | void,
): Promise<void> {
  const replacements = new Map([
    ["http://127.0.0.1:8787", workerUrl],
    ["http://127.0.0.1:8080", visionUrl],
  ]);
  for (const shown of commands.filter(({ text }) => text.startsWith("curl "))) {
    let command = shown.text;
    for (const [written, real] of replacements) command = command.replaceAll(written, real);
    const answer = await curl(command);
    for (const [written, real] of namesIn(shown.output, answer.output)) replacements.set(written, real);
    let outputAsWritten = answer.output;
    for (const [written, real] of replacements) outputAsWritten = outputAsWritten.replaceAll(real, written);
    await onAnswer({ ...answer, shown, outputAsWritten });
  }
}

/** Ids and addresses as the README shows them, and as they really are. */
function namesIn(written: string, real: string): [string, string][] {
  const reality = [...real.matchAll(NAMED_TEXT)];
  return [...written.matchAll(NAMED_TEXT)].flatMap(([, name, value = ""]): [string, string][] => {
    const at = reality.findIndex((candidate) => candidate[1] === name);
    const [match] = at < 0 ? [] : reality.splice(at, 1);
    const actual = match?.[2];
    if (actual === undefined || actual === value) return [];
    const [id, actualId] = [ID.exec(value)?.[0], ID.exec(actual)?.[0]];
    return id && actualId
      ? [
          [value, actual],
          [id, actualId],
        ]
      : [];
  });
}
