import type { MiddlewareHandler } from "hono";
import { z } from "zod";
import type { KeptAnswer, KeyedRequest } from "../ports/idempotency.ts";
import { guard } from "../services/guard.ts";
import type { AppContext, AppEnv } from "./app-context.ts";
import { problem, valueOrProblem } from "./problem.ts";
import { checkFields, isJson, readText, valueOrFieldErrors } from "./read-json.ts";

/** For the documentation of routes that take a key. */
export const IDEMPOTENCY_HEADERS = z.object({
  "Idempotency-Key": z
    .string()
    .regex(/^[\x21-\x7e]{1,255}$/)
    .optional()
    .describe("The same key with the same request is answered as the first time, for a day"),
});

/** Header of an answer that was given before. */
const REPLAYED_HEADER = "Idempotency-Replayed";

/** What tells a client where to look for what it made. */
const KEPT_HEADERS = ["Content-Type", "Location"];
const RETRY_AFTER_SECONDS = 1;

/** How long a request may take before it counts as crashed: an upload over a slow line takes minutes. */
const LEASE_MS = 60_000;
export const UPLOAD_LEASE_MS = 11 * 60_000;

/** Room for the largest JSON body that any of the routes takes. */
const MAX_JSON_BYTES = 512 * 1024;

/**
 * Answers a request whose Idempotency-Key has come before as it was answered then. A key is kept with a good answer
 * alone: any other frees it, so that a corrected request may use it again.
 */
export const idempotent =
  (leaseMs = LEASE_MS): MiddlewareHandler<AppEnv> =>
  async (c, next) => {
    if (c.req.header("Idempotency-Key") === undefined) return next();
    const request = await keyedRequestOf(c);
    const { idempotency, log, now } = c.get("parts");
    const begun = valueOrProblem(
      await guard("service_unavailable", () => idempotency.begin(request, now(), now() + leaseMs)),
    );
    switch (begun.state) {
      case "reused":
        return problem(c, { code: "idempotency_key_reused" });
      case "running":
        return problem(c, { code: "idempotency_in_progress" }, [], {
          "Retry-After": String(RETRY_AFTER_SECONDS),
        });
      case "answered":
        return replay(begun.answer);
    }
    await next();
    const { ok: isGood } = c.res;
    const answer = await keptAnswer(c.res);
    const settled = await guard("service_unavailable", () =>
      isGood ? idempotency.keep(request, answer) : idempotency.free(request),
    );
    if (!settled.ok)
      log("warn", "idempotency key left to its lease", {
        request_id: c.get("requestId"),
        cause: settled.error.cause,
      });
  };

/** Ends the request with 422 if the key is none, or 413 if the body is too large. */
async function keyedRequestOf(c: AppContext): Promise<KeyedRequest> {
  const { "Idempotency-Key": key = "" } = valueOrFieldErrors(
    checkFields(c, IDEMPOTENCY_HEADERS, { "Idempotency-Key": c.req.header("Idempotency-Key") }),
  );
  const scope = `${c.req.method} ${c.req.path}`;
  return { scope, key, fingerprint: await sha256(await identityOf(c)) };
}

/** What a request says. A file is not read for it, since it may be larger than memory: its type and size must do. */
async function identityOf(c: AppContext): Promise<string> {
  if (isJson(c)) return readText(c, MAX_JSON_BYTES, c.req.raw.clone().body);
  return `${c.req.header("Content-Type")?.split(";")[0]} ${c.req.header("Content-Length")}`;
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function keptAnswer(response: Response): Promise<KeptAnswer> {
  const headers = KEPT_HEADERS.flatMap((name) => {
    const value = response.headers.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return {
    status: response.status,
    headers: Object.fromEntries(headers),
    body: await response.clone().text(),
  };
}

const replay = ({ status, headers, body }: KeptAnswer): Response =>
  new Response(body, { status, headers: { ...headers, [REPLAYED_HEADER]: "true" } });
