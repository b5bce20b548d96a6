/** The bucket of each sender as a Durable Object of its own; see objects/rate-limit.ts. */
import type { RateLimiter } from "../../ports/rate-limiter.ts";

type RemoteBucket = Pick<Fetcher, "fetch"> & {
  take(...args: ParametersAfterSubject): ReturnType<RateLimiter["take"]>;
};
type ParametersAfterSubject = Parameters<RateLimiter["take"]> extends [string, ...infer Rest] ? Rest : never;

export const createRateLimiter = (namespace: DurableObjectNamespace): RateLimiter => ({
  take(subject, limit, now) {
    // The runtime carries every method of the class, which the type of a namespace does not know.
    const remote = namespace.get(namespace.idFromName(subject)) as unknown as RemoteBucket;
    return remote.take(limit, now);
  },
});
