/** A limit as a bucket: each request takes a token, and tokens come back evenly over the window. */

export interface Limit {
  /** Requests at once, and in each window. */
  readonly requests: number;
  readonly windowSeconds: number;
}

export interface Bucket {
  /** 0..`Limit.requests`. */
  readonly tokens: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface Grant {
  readonly isGranted: boolean;
  /** Whole requests that are left now. */
  readonly remaining: number;
  /** Whole seconds until the bucket is full again. */
  readonly resetSeconds: number;
  /** Whole seconds until the next request is granted; 0 when one is left. */
  readonly retryAfterSeconds: number;
}

/** Takes a token if there is one. A bucket that is undefined is full; a clock that steps back gives no tokens. */
export function takeToken(
  bucket: Bucket | undefined,
  { requests, windowSeconds }: Limit,
  now: number,
): { readonly bucket: Bucket; readonly grant: Grant } {
  const tokensPerSecond = requests / windowSeconds;
  const at = Math.max(now, bucket?.at ?? now);
  const passedSeconds = (at - (bucket?.at ?? at)) / 1000;
  const available = Math.min(requests, (bucket?.tokens ?? requests) + passedSeconds * tokensPerSecond);
  const isGranted = available >= 1;
  const tokens = isGranted ? available - 1 : available;
  const grant = {
    isGranted,
    remaining: Math.floor(tokens),
    resetSeconds: Math.ceil((requests - tokens) / tokensPerSecond),
    retryAfterSeconds: tokens >= 1 ? 0 : Math.max(1, Math.ceil((1 - tokens) / tokensPerSecond)),
  };
  return { bucket: { tokens, at }, grant };
}
