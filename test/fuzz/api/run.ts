/** Sends generated requests to a running Worker and counts the answers that break the API description. */
import fc from "fast-check";
import type { Route } from "../../openapi/description.ts";
import { createCallers } from "./callers.ts";
import { createJudge, type Violation } from "./judge.ts";
import { routeOf } from "./matching.ts";
import { createMemory } from "./memory.ts";
import { type Draft, requestTo } from "./requests.ts";
import { finish, type Sent, send, toCurl } from "./send.ts";

export interface Target {
  readonly url: string;
  /** What the log says of a request that failed. */
  logOf(requestId: string): string | undefined;
}

export interface FuzzOptions {
  readonly routes: readonly Route[];
  readonly requests: number;
  readonly seed: number;
  readonly clients: number;
  readonly onViolation: (report: string) => void;
  readonly onProgress?: (requests: number) => void;
}

export interface FuzzResult {
  readonly requests: number;
  readonly violations: number;
  readonly server_errors: number;
  /** Answers by status. */
  readonly answers: Readonly<Record<string, number>>;
  /** Operations that no request made succeed. */
  readonly never_succeeded: readonly string[];
}

/** Requests that one run of fast-check makes; after a violation the next run goes on. */
const RUN = 50;

/** Larger answers are documents, not news. */
const LONGEST_LESSON = 20_000;

/**
 * A server may answer before it has read all of a body and then close the connection, so that the answer is lost to a
 * client that is still sending (RFC 9112, section 9.6).
 */
const mayGoUnanswered = ({ isCut, body }: Sent, cause: unknown): boolean => {
  const { code } = cause as { code?: string };
  const isReset = code === "ECONNRESET" || code === "EPIPE";
  return isCut || (isReset && (body?.length ?? 0) > LARGE_BODY);
};
const LARGE_BODY = 64 * 1024;

/** Each kind of violation is reported once, by the smallest request that was found to cause it. */
export async function fuzz(target: Target, options: FuzzOptions): Promise<FuzzResult> {
  const judge = createJudge(options.routes);
  const callers = await createCallers(target.url);
  const memory = createMemory(callers.keyIds);
  const drafts = fc
    .tuple(requestTo(options.routes), callers.headers)
    .map(([draft, headers]): Draft => ({ ...draft, headers: { ...headers, ...draft.headers } }));
  const reported = new Set<string>();
  const counts = { requests: 0, violations: 0, server_errors: 0 };
  const answers: Record<string, number> = {};
  const succeeded = new Set<string>();

  async function ask(sent: Sent): Promise<Violation | undefined> {
    counts.requests++;
    options.onProgress?.(counts.requests);
    try {
      const received = await send(target.url, sent);
      answers[received.status] = (answers[received.status] ?? 0) + 1;
      if (received.status < 300) {
        learn(received.body);
        succeeded.add(routeOf(options.routes, sent)?.operationId ?? "");
      }
      const violation = judge(sent, received);
      if (violation && received.status >= 500) counts.server_errors++;
      const log = target.logOf(received.headers["x-request-id"] ?? "");
      return violation && log !== undefined
        ? { ...violation, detail: `${violation.detail}\n${log}` }
        : violation;
    } catch (cause) {
      answers.none = (answers.none ?? 0) + 1;
      return mayGoUnanswered(sent, cause)
        ? undefined
        : { kind: `${sent.method}: no answer`, detail: `${cause}` };
    }
  }

  function learn(body: Buffer): void {
    if (body.length > LONGEST_LESSON) return;
    try {
      memory.learn(JSON.parse(body.toString()));
    } catch {
      // Not every answer is JSON.
    }
  }

  async function run(seed: number, numRuns: number): Promise<void> {
    let found: { readonly violation: Violation; readonly sent: Sent } | undefined;
    const property = fc.asyncProperty(drafts, async (draft: Draft) => {
      const sent = finish(draft, memory);
      const violation = await ask(sent);
      if (!violation) return;
      // What fast-check does after the first failure is to look for a smaller one.
      if (!found) counts.violations++;
      if (reported.has(violation.kind)) return;
      if (found && found.violation.kind !== violation.kind) return;
      found = { violation, sent };
      throw new Error(violation.kind);
    });
    await fc.check(property, { seed, numRuns });
    if (!found || reported.has(found.violation.kind)) return;
    reported.add(found.violation.kind);
    const { kind, detail } = found.violation;
    options.onViolation(`seed ${options.seed}: ${kind}\n${detail}\n${toCurl(target.url, found.sent)}`);
  }

  let round = 0;
  async function client(): Promise<void> {
    while (counts.requests < options.requests) {
      const left = options.requests - counts.requests;
      await run(options.seed * 100_003 + round++, Math.min(RUN, Math.ceil(left / options.clients)));
    }
  }
  await Promise.all(Array.from({ length: options.clients }, client));
  const never_succeeded = options.routes
    .map(({ operationId }) => operationId)
    .filter((id) => !succeeded.has(id));
  return { ...counts, answers, never_succeeded };
}
