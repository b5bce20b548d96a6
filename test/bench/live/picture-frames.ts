/** How many pictures a second of one client are read, from its socket through the Worker to one core of vision and back. */
import { execFileSync } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { OutputTail } from "../../stack/output-tail.ts";
import { freePorts } from "../../stack/ports.ts";
import { startStack } from "../../stack/stack.ts";
import { rounded } from "../lib/figures.ts";
import { connect, type LiveClient } from "./client.ts";
import { demoClips, picturesOf } from "./clips.ts";

const CLIPS = ["asl-w.mp4", "asl-calle.mp4"];
const CAMERA_FRAMES_PER_SECOND = 30;
const LAST_ANSWERS_MS = 1_000;

/** Moves a process, its threads and its children to one core; what they start later stays there too. */
async function pinToOneCore(processId: number): Promise<void> {
  const core = String(availableParallelism() - 1);
  execFileSync("taskset", ["-a", "-p", "-c", core, String(processId)]);
  for (const thread of await readdir(`/proc/${processId}/task`)) {
    const children = await readFile(`/proc/${processId}/task/${thread}/children`, "utf8");
    for (const child of children.split(" ").filter(Boolean)) await pinToOneCore(Number(child));
  }
}

export async function measurePictureFrames() {
  const clips = demoClips().filter(({ file }) => CLIPS.includes(file));
  const films = await Promise.all(clips.map(picturesOf));
  const folder = await mkdtemp(join(tmpdir(), "senal-bench-"));
  const output = new OutputTail();
  const stack = await startStack({
    ports: await freePorts(),
    persistTo: join(folder, "state"),
    output,
    onProgress: (line) => console.error(line),
  });
  try {
    await pinToOneCore(stack.processIds.vision);
    const url = new URL("/api/v1/stream", stack.workerUrl);
    // As the camera saw it, which also warms everything up.
    const real = await connect(url);
    const pictures = films.flat();
    await show(real, pictures, clips[0]?.framesPerSecond ?? CAMERA_FRAMES_PER_SECOND);
    real.close();

    // Each picture twice: more than the clips have, as fast as cameras go.
    const fast = await connect(url);
    const doubled = pictures.flatMap((picture) => [picture, picture]);
    const seconds = await show(fast, doubled, CAMERA_FRAMES_PER_SECOND);
    fast.close();
    const all = [...real.messages, ...fast.messages];
    return {
      sent_per_second: rounded(doubled.length / seconds),
      read_per_second: rounded((doubled.length - dropped(fast.messages)) / seconds),
      letters: clips.flatMap(({ held }) => held.map(({ label }) => label)).join(""),
      read: real.messages.flatMap((message) => (message.type === "letter" ? [message.label] : [])).join(""),
      errors: all.filter(({ type }) => type === "error").length,
    };
  } catch (cause) {
    console.error(output.tail());
    throw cause;
  } finally {
    await stack.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Sends pictures at a steady pace and waits for what is still to come; answers how many seconds the sending took. */
async function show(
  { send }: Pick<LiveClient, "send">,
  pictures: readonly Uint8Array<ArrayBuffer>[],
  framesPerSecond: number,
): Promise<number> {
  const startedAt = performance.now();
  for (const [index, picture] of pictures.entries()) {
    await wait(Math.max(0, startedAt + (1000 * index) / framesPerSecond - performance.now()));
    send(picture);
  }
  const seconds = (performance.now() - startedAt) / 1000;
  await wait(LAST_ANSWERS_MS);
  return seconds;
}

const dropped = (messages: readonly { readonly type: string; readonly pictures?: number }[]): number =>
  messages.findLast(({ type }) => type === "dropped")?.pictures ?? 0;
