/**
 * `npm run demo [-- --video FILE] [--expect LETTER] [--json]`: starts every part, sends a clip through the real system,
 * prints the result beside what D1 and DynamoDB hold, tunes image parameters with a made-up rater, and stops
 * everything. Exit status 0 if the video was assessed and, where a letter is expected, that letter was recognised.
 */
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { RefusedError, submitAssessment, uploadVideo, waitForResult } from "./client.ts";
import { waitForMirrorRow } from "./mirror-row.ts";
import { OutputTail } from "./output-tail.ts";
import { portsFromEnvironment } from "./ports.ts";
import { drawBestSoFar, drawConfidences, drawSideBySide } from "./report.ts";
import { queryD1, type Stack, startStack } from "./stack.ts";
import { playTuningSession } from "./tuning-session.ts";

const BUNDLED = { video: fileURLToPath(new URL("../clips/asl-l.mp4", import.meta.url)), letter: "L" };
const RESULT_DEADLINE_MS = 120_000;
const RATINGS = 40;
const RATER_SEED = 1;

const { values: options } = parseArgs({
  options: {
    video: { type: "string" },
    expect: { type: "string" },
    json: { type: "boolean", default: false },
  },
});
const video = options.video ? resolve(options.video) : BUNDLED.video;
const expected = options.expect ?? (options.video ? undefined : BUNDLED.letter);
/** With --json the last line of standard output is the result, so people's lines go to standard error. */
const say = (line: string): void => (options.json ? console.error(line) : console.log(line));

function printSummary(summary: Readonly<Record<string, unknown>>): void {
  if (options.json) console.log(JSON.stringify(summary));
}

/** The API took no such video, so there is no session; that is a result too. */
function reportRefusal({ problem }: RefusedError): false {
  say(`Result: refused, ${problem.detail}`);
  const nothing = {
    sessionId: null,
    recognizedGesture: null,
    confidence: null,
    score: null,
    modelVersion: null,
  };
  printSummary({
    ...nothing,
    status: "failed",
    mirrored: false,
    error: { code: problem.code, message: problem.detail },
  });
  return false;
}

async function assess(stack: Stack, persistTo: string): Promise<boolean> {
  const s3VideoUrl = await uploadVideo(stack.workerUrl, video);
  say(`Uploaded ${video} as ${s3VideoUrl}`);
  const startedAt = performance.now();
  const { sessionId } = await submitAssessment(stack.workerUrl, {
    s3VideoUrl,
    ...(expected ? { expectedGesture: expected } : {}),
  });
  say(`Submitted as session ${sessionId}`);
  const result = await waitForResult(stack.workerUrl, sessionId, RESULT_DEADLINE_MS, (status) =>
    say(`  ${((performance.now() - startedAt) / 1000).toFixed(1).padStart(5)} s  ${status}`),
  );
  const secondsToResult = (performance.now() - startedAt) / 1000;
  const [row] = await queryD1(persistTo, `SELECT * FROM sessions WHERE session_id = '${sessionId}'`);
  const mirrored = await waitForMirrorRow(stack.dynamodb, sessionId, Number(row?.version));

  const { status, recognizedGesture, confidence, score, modelVersion, metadata } = result;
  say("");
  say(drawConfidences(metadata.alternatives ?? []));
  say(drawSideBySide({ answer: result, d1: row ?? {}, dynamodb: mirrored ?? {} }));
  const isRight = status === "completed" && (expected === undefined || recognizedGesture === expected);
  const wanted = expected ? `, expected ${expected}: ${isRight ? "right" : "wrong"}` : "";
  say(
    status === "completed"
      ? `Result: ${recognizedGesture} (confidence ${confidence}, score ${score})${wanted}`
      : `Result: ${status}, ${metadata.error?.message ?? "no reason given"}`,
  );
  for (const { message } of metadata.feedback ?? []) say(`  To change: ${message}`);
  const tuning = await tune(stack);
  const error = metadata.error ? { error: metadata.error } : {};
  printSummary({
    ...{ sessionId, status, recognizedGesture, confidence, score, modelVersion },
    mirrored: mirrored !== undefined,
    ...(metadata.feedback ? { feedback: metadata.feedback } : {}),
    secondsToResult: Number(secondsToResult.toFixed(3)),
    tuning,
    ...error,
  });
  return isRight && mirrored !== undefined;
}

/** Plays a tuning session and draws it. */
async function tune(stack: Stack): Promise<Readonly<Record<string, unknown>>> {
  say(
    `\nTuning image parameters: ${RATINGS} noisy ratings of a made-up person, best picture so far in stars`,
  );
  const { bestSoFar, stats, recommendedStars } = await playTuningSession(
    stack.workerUrl,
    RATINGS,
    RATER_SEED,
  );
  say(drawBestSoFar(bestSoFar));
  say(`Recommended: ${JSON.stringify(stats.best_parameters)}`);
  say(`  truly ${recommendedStars.toFixed(2)} stars of 4.50 that can be had`);
  return {
    samples: stats.samples_seen,
    recommended: stats.best_parameters,
    trueStars: Number(recommendedStars.toFixed(2)),
    convergence: stats.convergence,
  };
}

async function main(): Promise<boolean> {
  if (!existsSync(video)) throw new Error(`There is no file ${video}; give --video the path of a video.`);
  const persistTo = await mkdtemp(join(tmpdir(), "senal-demo-"));
  const output = new OutputTail();
  const interrupted = new Promise<never>((_, reject) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.once(signal, () => reject(new Error("Interrupted.")));
    }
  });
  interrupted.catch(() => {});
  let stack: Stack | undefined;
  try {
    say("Starting every part (Worker, vision, DynamoDB) ...");
    stack = await startStack({
      ports: portsFromEnvironment(process.env),
      persistTo,
      output,
      onProgress: say,
    });
    return await Promise.race([assess(stack, persistTo), stack.broken, interrupted]);
  } catch (cause) {
    if (cause instanceof RefusedError) return reportRefusal(cause);
    const tail = output.tail();
    if (tail) console.error(`\nLast lines of the parts:\n${tail}\n`);
    throw cause;
  } finally {
    await stack?.stop();
    await rm(persistTo, { recursive: true, force: true });
  }
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (cause) {
  console.error(cause instanceof Error ? cause.message : String(cause));
  process.exitCode = 1;
}
