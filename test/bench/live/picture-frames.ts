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
import { connect } from "./client.ts";
import { demoClips, picturesOf } from "./clips.ts";

const CLIPS = ["L", "W", "Y"];
const CAMERA_FRAMES_PER_SECOND = 30;

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
  const clips = demoClips().filter(({ label, file }) => CLIPS.includes(label) && file.endsWith(".mp4"));
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
    const client = await connect(new URL("/api/v1/stream", stack.workerUrl));
    for (const picture of (films[0] ?? []).slice(0, CAMERA_FRAMES_PER_SECOND)) {
      client.send(picture);
      await wait(1000 / CAMERA_FRAMES_PER_SECOND);
    }
    await client.settled();
    const warmedUp = client.messages.length;
    const droppedBefore = dropped(client.messages);

    // A clip has half as many frames as the camera: each is shown twice.
    const shown = films.flat().flatMap((picture) => [picture, picture]);
    const startedAt = performance.now();
    for (const [index, picture] of shown.entries()) {
      await wait(Math.max(0, startedAt + (1000 * index) / CAMERA_FRAMES_PER_SECOND - performance.now()));
      client.send(picture);
    }
    const seconds = (performance.now() - startedAt) / 1000;
    await wait(1000);
    client.close();
    const messages = client.messages.slice(warmedUp);
    return {
      sent_per_second: rounded(shown.length / seconds),
      read_per_second: rounded((shown.length - dropped(client.messages) + droppedBefore) / seconds),
      letters: clips.map(({ label }) => label).join(""),
      read: messages.flatMap((message) => (message.type === "letter" ? [message.label] : [])).join(""),
      errors: messages.filter(({ type }) => type === "error").length,
    };
  } catch (cause) {
    console.error(output.tail());
    throw cause;
  } finally {
    await stack.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

const dropped = (messages: readonly { readonly type: string; readonly pictures?: number }[]): number =>
  messages.findLast(({ type }) => type === "dropped")?.pictures ?? 0;
