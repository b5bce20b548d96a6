/**
 * The real Worker (workerd with its D1, R2 and queues), the real container and DynamoDB: the container's process is
 * killed while it works on videos, and started again at its address.
 */
import { join } from "node:path";
import { decodersOf, eventually, pingOf } from "../container/server-process.ts";
import { type LogLine, type RunningWorker, startWorker } from "../openapi/running-worker.ts";
import { submitAssessment, uploadVideo } from "../stack/client.ts";
import { startDynamoDb } from "../stack/dynamodb.ts";
import { judgedStorage, TABLE } from "./drill-storage.ts";
import { countOpen, type Judgement, judge } from "./judge.ts";

const VIDEOS = [
  ["asl-l.mp4", "L"],
  ["asl-y.webm", "Y"],
  ["asl-v.mp4", "V"],
] as const;
const CLIPS = join(import.meta.dirname, "../clips");

export interface ContainerKill extends Judgement {
  readonly accepted: number;
  /** Videos that the process was working on when it was killed. */
  readonly killedAtWork: number;
  /** Tries at a session that came to nothing. */
  readonly retries: number;
  /** Sessions of which the end is not the sign of their video. */
  readonly misread: number;
}

export async function drillContainerKill(): Promise<ContainerKill> {
  const dynamodb = await startDynamoDb({ port: 0, tableName: TABLE });
  const endings = new Map<string, number>();
  let retries = 0;
  const onLog = ({ message, outcome, session_id }: LogLine): void => {
    if (message !== "message") return;
    if (outcome === "retry") retries++;
    const id = String(session_id);
    if (ENDS.includes(String(outcome))) endings.set(id, (endings.get(id) ?? 0) + 1);
  };
  const variables = { DYNAMODB_TABLE_AI_SESSIONS: TABLE, AWS_ENDPOINT_URL_DYNAMODB: dynamodb.url };
  const worker = await startWorker({ variables, isIsolated: false, onLog });
  try {
    const letters = await submitAll(worker);
    const accepted = [...letters.keys()];
    const killedAtWork = await killAtWork(worker);
    await worker.restartVision();
    const storage = judgedStorage(worker.db, dynamodb.url);
    // What has not come to its end by then is counted below.
    await eventually("every session ends, and nothing is owed", async () => {
      await worker.sweep();
      return (await countOpen(storage, accepted)) + (await storage.owed()) === 0;
    }).catch(() => {});
    const sessions = await Promise.all(accepted.map((id) => storage.sessions.find(id)));
    const misread = sessions.filter(
      (session) => session?.verdict?.recognizedGesture !== letters.get(session?.sessionId ?? ""),
    ).length;
    const judged = await judge(storage, accepted, endings);
    return { ...judged, accepted: accepted.length, killedAtWork, retries, misread };
  } finally {
    await worker.stop();
    await dynamodb.stop();
  }
}

/** What the log calls a message that brought its session to an end. */
const ENDS = ["completed", "failed", "failed_session"];

/** The letter of each session, by its id. */
async function submitAll({ url }: RunningWorker): Promise<Map<string, string>> {
  const videos = await Promise.all(VIDEOS.map(([name]) => uploadVideo(url, join(CLIPS, name))));
  const submitted = await Promise.all(videos.map((s3VideoUrl) => submitAssessment(url, { s3VideoUrl })));
  return new Map(submitted.map(({ sessionId }, index) => [sessionId, VIDEOS[index]?.[1] ?? ""]));
}

/** Kills the process as soon as it works, and tells on how many videos. Throws if any of that outlives it. */
async function killAtWork(worker: RunningWorker): Promise<number> {
  const vision = worker.vision();
  const killedAtWork = await eventually("the container works", async () => (await pingOf(vision)).in_flight);
  const decoders = decodersOf(vision);
  vision.kill("SIGKILL");
  await vision.ended;
  await eventually("its decoders end with it", () => !decoders.some(isAlive));
  return killedAtWork;
}

function isAlive(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch {
    return false;
  }
}
