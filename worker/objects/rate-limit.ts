import { DurableObject } from "cloudflare:workers";
import { type Bucket, type Grant, type Limit, takeToken } from "../../shared/access/token-bucket.ts";

/** Counts the requests of one sender. In memory alone: an object is forgotten when it rests, as its bucket fills again. */
export class RateLimitObject extends DurableObject {
  #bucket: Bucket | undefined;

  take(limit: Limit, now: number): Grant {
    const { bucket, grant } = takeToken(this.#bucket, limit, now);
    this.#bucket = bucket;
    return grant;
  }
}
