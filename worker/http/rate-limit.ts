import type { MiddlewareHandler } from "hono";
import type { Limit } from "../../shared/access/token-bucket.ts";
import { guard } from "../services/guard.ts";
import { within } from "../services/within.ts";
import type { AppContext, AppEnv } from "./app-context.ts";
import { clientNetwork } from "./client-network.ts";
import { problem } from "./problem.ts";

const WINDOW_SECONDS = 60;
/** The counter may not hold up a request; one that does not answer lets it pass. */
const TIMEOUT_MS = 1_000;

interface Counted {
  /** Name of the policy. */
  readonly policy: "key" | "address";
  readonly subject: string;
  readonly limit: Limit;
}

/** Holds callers to their limit, and those without a key to that of their address; tells of it in each answer. */
export const rateLimit = (): MiddlewareHandler<AppEnv> => async (c, next) => {
  if (c.get("access").mode === "local") return next();
  const { rateLimiter, now, log } = c.get("parts");
  const { policy, subject, limit } = countedOf(c);
  const taken = await within(TIMEOUT_MS, "service_unavailable", () =>
    guard("service_unavailable", () => rateLimiter.take(subject, limit, now())),
  );
  if (!taken.ok) {
    log("warn", "rate not limited", { request_id: c.get("requestId"), cause: taken.error.cause });
    return next();
  }
  const { isGranted, remaining, resetSeconds, retryAfterSeconds } = taken.value;
  // draft-ietf-httpapi-ratelimit-headers-10
  const headers = {
    "RateLimit-Policy": `"${policy}";q=${limit.requests};w=${limit.windowSeconds}`,
    RateLimit: `"${policy}";r=${remaining};t=${resetSeconds}`,
  };
  if (!isGranted) {
    const fault = { code: "rate_limited", params: { seconds: retryAfterSeconds } } as const;
    return problem(c, fault, [], { ...headers, "Retry-After": String(retryAfterSeconds) });
  }
  await next();
  for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value);
};

function countedOf(c: AppContext): Counted {
  const { settings } = c.get("parts");
  const { identified } = c.get("access");
  const caller = identified.ok ? identified.value?.caller : undefined;
  const limitOf = (requests: number): Limit => ({ requests, windowSeconds: WINDOW_SECONDS });
  if (!caller) {
    const network = clientNetwork(c.req.header("CF-Connecting-IP") ?? "");
    return {
      policy: "address",
      subject: `address:${network}`,
      limit: limitOf(settings.requestsPerMinuteOfAddress),
    };
  }
  const limit = limitOf(caller.requestsPerMinute ?? settings.requestsPerMinute);
  return { policy: "key", subject: caller.name, limit };
}
