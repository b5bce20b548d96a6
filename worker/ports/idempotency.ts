/** The answer to a request, kept to be given again. */
export interface KeptAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A request that bears an Idempotency-Key. */
export interface KeyedRequest {
  /** What keys are told apart within: two clients, or two routes, may use the same key. */
  readonly scope: string;
  readonly key: string;
  /** Equal for equal requests. */
  readonly fingerprint: string;
}

export type KeyState =
  /** The caller goes on, and ends with `keep` or `free`. */
  | { readonly state: "new" }
  | { readonly state: "answered"; readonly answer: KeptAnswer }
  /** The key belongs to another request. */
  | { readonly state: "reused" }
  /** The first request with this key has no answer yet. */
  | { readonly state: "running" };

/** Every method rejects if the database fails. Times are milliseconds since 1970. */
export interface IdempotencyStore {
  /** Exactly one of several simultaneous requests is told `new`; again one is, when that one's lease is over. */
  begin(request: KeyedRequest, now: number, leaseUntil: number): Promise<KeyState>;
  keep(request: KeyedRequest, answer: KeptAnswer): Promise<void>;
  /** Lets the next request with this key go on as the first. */
  free(request: KeyedRequest): Promise<void>;
  /** Forgets keys that were first used before this time. */
  forgetBefore(startedAt: number): Promise<void>;
}
