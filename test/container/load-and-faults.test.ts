/** What a server with a single place does when it is busy, when its decoder dies and when it is told to end. */
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  containerAt,
  createContainerBackend,
  withSecret,
} from "../../worker/adapters/inference/container.ts";
import { makePicture, makeVideo } from "./media.ts";
import {
  decodersOf,
  eventually,
  heldBody,
  invoke,
  pingOf,
  problemOf,
  resultOf,
  type ServerProcess,
  startServer,
} from "./server-process.ts";

let server: ServerProcess;
let folder: string;
let picture: Buffer;
/** Takes long enough to be caught at work. */
let longVideo: Buffer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "senal-test-"));
  const file = join(folder, "long.mp4");
  const variables = { CONCURRENCY: "1", QUEUE_LIMIT: "0", TMPDIR: folder };
  [server, picture] = await Promise.all([
    startServer(variables),
    makePicture(64, 64),
    makeVideo(file, { frames: 600, framesPerSecond: 15 }),
  ]);
  longVideo = await readFile(file);
  await rm(file);
});

afterAll(async () => {
  server.kill("SIGKILL");
  await server.ended;
  await rm(folder, { recursive: true });
});

const isIdle = async () => {
  const { in_flight, queued } = await pingOf(server);
  return in_flight + queued === 0;
};

test("a busy server turns work away and says when to come back", async () => {
  const held = heldBody(picture);
  const first = invoke(server, held.body);
  await eventually("the first request holds the place", async () => !(await isIdle()));

  const second = await invoke(server, picture);
  held.finish();

  expect(second.status).toBe(503);
  expect(Number(second.headers.get("Retry-After"))).toBeGreaterThan(0);
  expect((await problemOf(second)).code).toBe("inference_overloaded");
  expect((await first).status).toBe(200);
});

test("/ping answers while a video is worked on", async () => {
  const controller = new AbortController();
  const request = invoke(server, longVideo, { signal: controller.signal }).catch(() => undefined);
  await eventually("the video is worked on", async () => (await pingOf(server)).in_flight === 1);

  const ping = await fetch(`${server.url}/ping`, { signal: AbortSignal.timeout(2_000) });

  expect(ping.status).toBe(200);
  controller.abort();
  await request;
});

test("a client that leaves takes its decoder with it", async () => {
  await eventually("the server is idle", isIdle);
  const controller = new AbortController();
  const request = invoke(server, longVideo, { signal: controller.signal }).catch(() => undefined);
  const decoders = await eventually("a decoder works besides the one that waits", async () => {
    const found = decodersOf(server);
    return (await pingOf(server)).in_flight === 1 && found.length === 2 && found;
  });

  controller.abort();

  await request;
  await eventually("the job is gone", isIdle);
  await eventually(
    "its decoder is gone",
    () => decodersOf(server).filter((id) => decoders.includes(id)).length < 2,
  );
});

test("a decoder that is killed fails its job alone, and the job may be tried again", async () => {
  await eventually("the server is idle", isIdle);
  const request = invoke(server, longVideo);
  const decoders = await eventually("a decoder works besides the one that waits", async () => {
    const found = decodersOf(server);
    return (await pingOf(server)).in_flight === 1 && found.length === 2 && found;
  });

  for (const id of decoders) process.kill(id, "SIGKILL");

  const response = await request;
  expect(response.status).toBe(503);
  expect((await problemOf(response)).code).toBe("inference_unavailable");
  const next = await resultOf(await invoke(server, picture));
  expect(next.image).toEqual({ width: 64, height: 64 });
});

test("after SIGTERM the work in hand is answered, nothing is left behind and the exit code is 0", async () => {
  await eventually("the server is idle", isIdle);
  const held = heldBody(picture);
  const request = invoke(server, held.body);
  await eventually("the request holds the place", async () => !(await isIdle()));

  server.kill("SIGTERM");
  await eventually("no new work is taken", () =>
    fetch(`${server.url}/ping`).then(
      (response) => response.status === 503,
      () => true,
    ),
  );
  held.finish();

  expect((await request).status).toBe(200);
  expect(await server.ended).toBe(0);
  expect(decodersOf(server)).toEqual([]);
  expect(await readdir(folder)).toEqual([]);
});

test("work that outlasts the time to drain is cut off, and the exit code says so", async () => {
  const hasty = await startServer({ DRAIN_SECONDS: "0", CONCURRENCY: "1", TMPDIR: folder });
  const held = heldBody(picture);
  const request = invoke(hasty, held.body);
  await eventually("the request holds the place", async () => (await pingOf(hasty)).queued === 1);

  hasty.kill("SIGTERM");

  expect((await request).status).toBe(503);
  expect(await hasty.ended).toBe(1);
});

test("a server with a secret serves the Worker, who knows it, and nobody else", async () => {
  const secret = "a secret of at least thirty-two characters";
  const guarded = await startServer({ CONTAINER_SECRET: secret, CONCURRENCY: "1", TMPDIR: folder });
  const submitWith = (known: string | undefined) =>
    createContainerBackend(withSecret(containerAt(guarded.url), known)).submit(
      {
        requestId: "request-1",
        task: "detect",
        languageCode: "ASL",
        topK: 1,
        video: {
          body: new Blob([new Uint8Array(picture)]).stream(),
          sizeBytes: picture.length,
          contentType: "image/png",
        },
      },
      AbortSignal.timeout(20_000),
    );

  const stranger = await submitWith(undefined);
  const worker = await submitWith(secret);
  guarded.kill("SIGTERM");

  expect(stranger).toMatchObject({ ok: false, error: { code: "inference_unavailable" } });
  expect(worker).toMatchObject({ ok: true, value: { state: "done" } });
  expect(JSON.stringify(guarded.log)).not.toContain(secret);
  expect(await guarded.ended).toBe(0);
});
