/** Sends a clip for assessment and follows it to its result. */
import type { AssessResponse, UploadedVideo } from "../../../../shared/contract/assessment.ts";
import { err, ok, type Result } from "../../../../shared/contract/result.ts";
import { call, type Failure, failureOf, send } from "../../api/call.ts";
import { eventsOf } from "../../api/event-stream.ts";
import { learnerId } from "./learner-id.ts";

const UPLOAD_TIMEOUT_MS = 120_000;
/** A connection that is cut off is opened again, so often and after such a pause. */
const MAX_CONNECTIONS = 5;
const RECONNECT_MS = 1_000;
const WATCH_TIMEOUT_MS = 60_000;

export interface ClipToAssess {
  readonly clip: Blob;
  readonly languageCode: string;
  /** Undefined when any sign will do. */
  readonly expectedGesture: string | undefined;
}

/** Resolves to the session as it was taken in. */
export async function submitClip(
  { clip, ...asked }: ClipToAssess,
  signal: AbortSignal,
): Promise<Result<AssessResponse, Failure>> {
  const uploaded = await call<UploadedVideo>("/api/v1/videos", {
    body: clip,
    headers: { "Content-Type": clip.type.startsWith("video/") ? clip.type : "video/mp4" },
    timeoutMs: UPLOAD_TIMEOUT_MS,
    signal,
  });
  if (!uploaded.ok) return uploaded;
  const { s3VideoUrl } = uploaded.value;
  return call<AssessResponse>("/api/v1/assess", {
    json: { userId: learnerId(), exerciseId: 0, levelId: 0, s3VideoUrl, ...asked },
    headers: { "Idempotency-Key": crypto.randomUUID() },
    signal,
  });
}

/** Tells every state of the session up to its final one; undefined when it is lost sight of. */
export async function watchSession(
  sessionId: string,
  onState: (session: AssessResponse) => void,
  signal: AbortSignal,
): Promise<Result<void, Failure | undefined>> {
  let lastEventId = "";
  for (let connection = 0; connection < MAX_CONNECTIONS && !signal.aborted; connection++) {
    try {
      const response = await send(`/api/v1/assess/${sessionId}/events`, {
        headers: { Accept: "text/event-stream", ...(lastEventId ? { "Last-Event-ID": lastEventId } : {}) },
        timeoutMs: WATCH_TIMEOUT_MS,
        signal,
      });
      if (!response.ok || !response.body) return err(await failureOf(response));
      for await (const { id, data } of eventsOf(response.body)) {
        lastEventId = id;
        const session = JSON.parse(data) as AssessResponse;
        onState(session);
        if (session.status === "completed" || session.status === "failed") return ok(undefined);
      }
    } catch {
      // Cut off: the next connection goes on after the last event.
    }
    await new Promise((resolve) => setTimeout(resolve, RECONNECT_MS));
  }
  return err(undefined);
}
