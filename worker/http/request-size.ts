import type { MiddlewareHandler } from "hono";
import type { AppEnv } from "./app-context.ts";
import { problem } from "./problem.ts";

const MAX_ADDRESS = 4096;
const KIBIBYTE = 1024;
const MAX_HEADER_BYTES = 32 * KIBIBYTE;

/** Refuses addresses and headers that nothing legitimate comes near, before anything reads them. */
export const requestSize = (): MiddlewareHandler<AppEnv> => async (c, next) => {
  if (c.req.url.length > MAX_ADDRESS)
    return problem(c, { code: "uri_too_long", params: { limit: MAX_ADDRESS } });
  let headerBytes = 0;
  for (const [name, value] of c.req.raw.headers) headerBytes += name.length + value.length;
  if (headerBytes > MAX_HEADER_BYTES)
    return problem(c, {
      code: "headers_too_large",
      params: { limit: `${MAX_HEADER_BYTES / KIBIBYTE} KB` },
    });
  await next();
};
