/** The real parts of the Worker with a clock, a recogniser, a mirror and queues that a test holds in its hands. */
import { env } from "cloudflare:workers";
import type { Session } from "../../shared/assessment/session.ts";
import type { Fault } from "../../shared/contract/errors.ts";
import type { InvocationResult } from "../../shared/contract/invocation.ts";
import { err, ok, type Result } from "../../shared/contract/result.ts";
import { createDeps } from "../../worker/deps.ts";
import type { Announcement } from "../../worker/ports/announcer.ts";
import type { InferenceAnswer, InferenceBackend } from "../../worker/ports/inference.ts";
import type { SessionMirror } from "../../worker/ports/mirror.ts";
import type { OutboxKind } from "../../worker/ports/sessions.ts";
import type { Parts } from "../../worker/services/parts.ts";
import { submitAssessment } from "../../worker/services/submit-assessment.ts";

export type Answer = Result<InferenceAnswer, Fault>;

export const recognised = (label: string, confidence: number): Answer =>
  ok({ state: "done", result: invocationResult(label, confidence) });

const invocationResult = (label: string, confidence: number): InvocationResult => ({
  predictions: [{ label, confidence }],
  model_version: "test-1",
  timings_ms: {},
});

const down = async () => err({ code: "storage_unavailable" } as const);
export const MIRROR_DOWN: SessionMirror = {
  write: down,
  overwrite: down,
  find: down,
  findCopies: down,
  scan: down,
  remove: down,
  ping: down,
};

interface Sent extends Announcement {
  readonly kind: OutboxKind;
  readonly delaySeconds: number;
}

/** A fresh user's view: sessions go to the real D1 and R2, everything else is written down. */
export function createWorld(replaced: Partial<Parts> = {}) {
  const sent: Sent[] = [];
  const mirrored: Session[] = [];
  const unmirrored: string[] = [];
  const asked: string[] = [];
  const answers: Answer[] = [];
  const clock = { now: Date.UTC(2026, 0, 1) };
  const next = async (question: string): Promise<Answer> => {
    asked.push(question);
    const answer = answers.shift();
    if (!answer) throw new Error("no answer was prepared");
    return answer;
  };
  const inference: InferenceBackend = {
    framework: "ONNX Runtime",
    submit: async ({ video, requestId }) => {
      await new Response(video.body).arrayBuffer();
      return next(`submit ${requestId} ${video.sizeBytes}`);
    },
    poll: (ticket) => next(`poll ${ticket}`),
    track: async () => err({ code: "inference_unavailable" }),
    ping: async () => ok({ modelVersion: "test-1" }),
  };
  const { parts } = createDeps(env, {
    inference,
    mirror: {
      write: async (session) => {
        mirrored.push(session);
        return ok(undefined);
      },
      overwrite: async () => ok(true),
      find: async () => ok(undefined),
      findCopies: async () => ok([]),
      scan: async () => ok({ copies: [], next: undefined }),
      remove: async (sessionId) => {
        unmirrored.push(sessionId);
        return ok(undefined);
      },
      ping: async () => ok(undefined),
    },
    announcer: {
      announce: async (kind, { sessionId, requestId }, delaySeconds = 0) => {
        sent.push({ kind, sessionId, requestId, delaySeconds });
        return ok(undefined);
      },
      announceAll: async (kind, announcements) => {
        sent.push(
          ...announcements.map(({ sessionId, requestId }) => ({
            kind,
            sessionId,
            requestId,
            delaySeconds: 0,
          })),
        );
        return ok(undefined);
      },
    },
    log: () => {},
    now: () => clock.now,
    random: () => 1,
    ...replaced,
  });

  /** A session about a stored video, and the message that announces it. */
  const submit = async (video = "bytes"): Promise<Announcement> => {
    const key = `uploads/${crypto.randomUUID()}.mp4`;
    await env.VIDEOS.put(key, video, { httpMetadata: { contentType: "video/mp4" } });
    const request = {
      userId: "u",
      exerciseId: 1,
      levelId: 2,
      s3VideoUrl: `s3://senal-videos/${key}`,
      languageCode: "ASL",
    };
    const submitted = await submitAssessment(parts, request, "request-1");
    if (!submitted.ok) throw new Error(submitted.error.code);
    return { sessionId: submitted.value.sessionId, requestId: "request-1" };
  };
  const read = async ({ sessionId }: Announcement): Promise<Session> => {
    const session = await parts.sessions.find(sessionId);
    if (!session) throw new Error(`${sessionId} is not stored`);
    return session;
  };
  return { parts, sent, mirrored, unmirrored, asked, answers, clock, submit, read };
}
