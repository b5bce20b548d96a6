/** Time, identity and logging, passed in so that services can be tested without any of them. */
export interface Runtime {
  /** Milliseconds since 1970. */
  now(): number;
  newId(): string;
  /** Uniform in [0, 1); spreads retries. */
  random(): number;
  /** Writes one JSON line. Never a body, a video URL's query or a secret. */
  log(level: "info" | "warn" | "error", message: string, fields: Readonly<Record<string, unknown>>): void;
}
