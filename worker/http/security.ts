import type { MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";
import type { AppEnv } from "./app-context.ts";

/** An answer of the API is data; a browser that shows it may load nothing, and caches keep none of it. Pages bring a policy of their own. */
const NOTHING_TO_LOAD = "default-src 'none'; frame-ancestors 'none'";

export function security(): MiddlewareHandler<AppEnv> {
  const setHeaders = secureHeaders({ crossOriginResourcePolicy: "cross-origin", xFrameOptions: "DENY" });
  return async (c, next) => {
    await setHeaders(c, next);
    if (!c.res.headers.has("Content-Security-Policy")) {
      c.res.headers.set("Content-Security-Policy", NOTHING_TO_LOAD);
      c.res.headers.set("Cache-Control", "no-store");
    }
  };
}
