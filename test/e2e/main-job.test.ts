/** The whole product, of real parts: Worker in workerd, vision process, DynamoDB stand-in. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { submitAssessment, uploadVideo, waitForResult } from "../stack/client.ts";
import { waitForMirrorRow } from "../stack/mirror-row.ts";
import { OutputTail } from "../stack/output-tail.ts";
import { freePorts } from "../stack/ports.ts";
import { queryD1, type Stack, startStack } from "../stack/stack.ts";

/** Shorter than a test may take, so that a session that hangs is told with the parts' last lines. */
const DEADLINE_MS = 45_000;
const KEYS_PROGRAM = fileURLToPath(new URL("../../worker/cli/keys.ts", import.meta.url));
const clip = (name: string): string => fileURLToPath(new URL(`../clips/${name}`, import.meta.url));

describe("the main job", () => {
  let folder: string;
  let stack: Stack;
  const output = new OutputTail();
  const withOutput = (cause: unknown): never => {
    throw new Error(`${String(cause)}\n${output.tail()}`);
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "senal-e2e-"));
    const options = { ports: await freePorts(), persistTo: join(folder, "state"), output };
    stack = await startStack(options).catch(withOutput);
  }, 240_000);

  afterAll(async () => {
    await stack?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function assess(s3VideoUrl: string, expectedGesture?: string) {
    const { sessionId } = await submitAssessment(stack.workerUrl, {
      s3VideoUrl,
      ...(expectedGesture ? { expectedGesture } : {}),
    });
    return waitForResult(stack.workerUrl, sessionId, DEADLINE_MS).catch(withOutput);
  }

  async function assessFile(name: string, content: string | Uint8Array) {
    const file = join(folder, name);
    await writeFile(file, content);
    return assess(await uploadVideo(stack.workerUrl, file));
  }

  test.each([
    ["asl-l.mp4", "L"],
    ["asl-y.webm", "Y"],
  ])("recognises the letter of %s and tells D1 and DynamoDB the same", async (name, letter) => {
    const result = await assess(await uploadVideo(stack.workerUrl, clip(name)), letter);

    const [row] = await queryD1(
      join(folder, "state"),
      `SELECT * FROM sessions WHERE session_id = '${result.sessionId}'`,
    );
    const mirror = await waitForMirrorRow(stack.dynamodb, result.sessionId, Number(row?.version));
    expect(result).toMatchObject({ status: "completed", recognizedGesture: letter });
    expect(result.score).toBeGreaterThanOrEqual(60);
    expect(row).toMatchObject({ status: "completed", recognized_gesture: letter });
    expect(mirror).toMatchObject({
      status: "completed",
      userId: "demo-learner",
      version: row?.version,
      result: { recognizedGesture: letter, confidence: result.confidence, score: result.score },
    });
  });

  test("says what turns the sign of a clip into the one that was asked for, to DynamoDB too", async () => {
    const result = await assess(await uploadVideo(stack.workerUrl, clip("asl-v.mp4")), "U");

    const [row] = await queryD1(
      join(folder, "state"),
      `SELECT version FROM sessions WHERE session_id = '${result.sessionId}'`,
    );
    const mirror = await waitForMirrorRow(stack.dynamodb, result.sessionId, Number(row?.version));
    expect(result).toMatchObject({ recognizedGesture: "V", score: 0 });
    expect(result.metadata.feedback?.[0]).toMatchObject({ part: "index_middle", code: "together" });
    expect(mirror).toMatchObject({ result: { metadata: { feedback: result.metadata.feedback } } });
  });

  test.each([
    ["text", "this is no video", "media_unreadable"],
    [
      "the start of an mp4",
      new Uint8Array([0, 0, 0, 24, 0x66, 0x74, 0x79, 0x70, 0x6d, 0x70, 0x34, 0x32]),
      "media_unreadable",
    ],
  ])("ends a session about %s as failed with a reason", async (name, content, code) => {
    const result = await assessFile(`${name}.mp4`, content);

    expect(result).toMatchObject({ status: "failed", metadata: { error: { code } } });
    expect(result.metadata.error?.message).not.toBe("");
  });

  test("ends a session about a missing video as failed", async () => {
    const url = await uploadVideo(stack.workerUrl, clip("asl-l.mp4"));

    const result = await assess(`${url}-gone`);

    expect(result).toMatchObject({ status: "failed", metadata: { error: { code: "video_not_found" } } });
  });

  test("tells every change of a session to those who watch it, up to its result", async () => {
    const s3VideoUrl = await uploadVideo(stack.workerUrl, clip("asl-l.mp4"));
    const { sessionId } = await submitAssessment(stack.workerUrl, { s3VideoUrl });

    const watched = await fetch(`${stack.workerUrl}/api/v1/assess/${sessionId}/events`);
    const events = (await watched.text()).split("\n").filter((line) => line.startsWith("data: "));

    const states = events.map((line) => JSON.parse(line.slice("data: ".length)));
    expect(states.length).toBeGreaterThan(1);
    expect(states.at(-1)).toMatchObject({ sessionId, status: "completed", recognizedGesture: "L" });
  }, 60_000);

  test("answers a clip and its hands at once", async () => {
    const form = new FormData();
    form.append("file", new Blob([await readFile(clip("asl-l.mp4"))], { type: "video/mp4" }), "asl-l.mp4");
    const base64 = await readFile(clip("asl-l.mp4"), "base64");

    const predicted = await fetch(`${stack.workerUrl}/api/predict/upload`, { method: "POST", body: form });
    const detected = await fetch(`${stack.workerUrl}/api/detect-hands`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(base64),
    });

    expect(await predicted.json()).toMatchObject({
      predictions: [{ label: "L" }, {}, {}, {}, {}],
      text: "L",
    });
    expect(await detected.json()).toMatchObject({ hands_detected: 1, hands: [{ handedness: "Right" }] });
  }, 60_000);

  test("knows the keys that are made on the command line, and ends them there", async () => {
    const keys = async (...args: string[]) => {
      const options = ["--json", "--persist-to", join(folder, "state")];
      const { stdout } = await promisify(execFile)(process.execPath, [KEYS_PROGRAM, ...args, ...options]);
      return JSON.parse(stdout);
    };
    const { key, keyId } = await keys("create", "--name", "operator", "--scopes", "admin");
    const audit = async () => {
      const headers = { "X-API-Key": key };
      const answer = await fetch(`${stack.workerUrl}/api/v1/admin/audit`, { headers });
      return [answer.status, await answer.text()];
    };

    const [status, entries] = await audit();
    await keys("revoke", keyId);

    expect([status, entries]).toEqual([200, expect.stringContaining(keyId)]);
    expect(entries).not.toContain(key);
    expect((await audit())[0]).toBe(401);
  }, 120_000);

  test("still serves after all that", async () => {
    const [ready, ping] = await Promise.all([
      fetch(`${stack.workerUrl}/ready`),
      fetch(`${stack.visionUrl}/ping`),
    ]);

    expect([ready.status, ping.status]).toEqual([200, 200]);
  });
});
