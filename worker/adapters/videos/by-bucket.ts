import type { Fault } from "../../../shared/contract/errors.ts";
import { err, type Result } from "../../../shared/contract/result.ts";
import type { VideoLocation } from "../../../shared/contract/video-url.ts";
import type { VideoStore } from "../../ports/videos.ts";

/** Several stores as one; a bucket that none of them serves is refused with bucket_not_allowed. */
export function videosByBucket(stores: readonly VideoStore[]): VideoStore {
  const buckets = stores.flatMap((store) => store.buckets);
  const route = async <T>(
    location: VideoLocation,
    use: (store: VideoStore) => Promise<Result<T, Fault>>,
  ): Promise<Result<T, Fault>> => {
    const store = stores.find((candidate) => candidate.buckets.includes(location.bucket));
    return store ? use(store) : err({ code: "bucket_not_allowed", params: { allowed: buckets.join(", ") } });
  };
  return {
    buckets,
    open: (location, signal) => route(location, (store) => store.open(location, signal)),
    put: (location, upload, signal) => route(location, (store) => store.put(location, upload, signal)),
    remove: (location, signal) => route(location, (store) => store.remove(location, signal)),
  };
}
