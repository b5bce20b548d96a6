import type { Parts } from "./parts.ts";

/** How long the same Idempotency-Key is answered as the first time. */
const KEPT_MS = 24 * 60 * 60_000;

/** Rejects if the database does not answer. */
export const forgetOldKeys = ({ idempotency, now }: Pick<Parts, "idempotency" | "now">): Promise<void> =>
  idempotency.forgetBefore(now() - KEPT_MS);
