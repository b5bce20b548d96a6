import { createHash, timingSafeEqual } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { problemResponse } from "./problem-response.ts";
import { requestIdOf } from "./request.ts";

/** What a host asks to see whether the container lives; it tells nothing that is worth a secret. */
const FOR_ALL = ["/ping"];

/** Lets in only who knows the secret. Without one everybody is let in: the network is then what keeps others out. */
export const workerOnly =
  (secret: string | undefined): MiddlewareHandler =>
  async (c, next) => {
    if (secret === undefined || FOR_ALL.includes(c.req.path)) return next();
    if (isSame(c.req.header("Authorization") ?? "", `Bearer ${secret}`)) return next();
    c.header("WWW-Authenticate", 'Bearer realm="senal-vision"');
    return problemResponse(c, { code: "container_secret_wrong" }, requestIdOf(c));
  };

/** Digests are of one length, and comparing them takes the same time wherever they differ. */
const isSame = (a: string, b: string): boolean => timingSafeEqual(digestOf(a), digestOf(b));

const digestOf = (text: string): Buffer => createHash("sha256").update(text).digest();
