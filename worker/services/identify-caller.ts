import { digestOf, isSameDigest, keyIdOf } from "../../shared/access/api-key.ts";
import type { Fault } from "../../shared/contract/errors.ts";
import { err, ok, type Result } from "../../shared/contract/result.ts";
import type { Caller } from "./caller.ts";
import { guard } from "./guard.ts";
import type { Parts } from "./parts.ts";

/** A key that is in use is noted to be so this often. */
const NOTED_EVERY_MS = 60_000;

type Needed = Pick<Parts, "apiKeys" | "tokens" | "now">;

export interface Identified {
  readonly caller: Caller;
  /** Bookkeeping for after the answer, whose loss harms nobody. */
  readonly afterwards: (() => Promise<void>) | undefined;
}

/** Who bears a key or a token. Faults: unauthenticated, service_unavailable. */
export async function identifyCaller(parts: Needed, credential: string): Promise<Result<Identified, Fault>> {
  const keyId = keyIdOf(credential);
  if (keyId !== undefined) return identifyKey(parts, keyId, credential);
  if (!parts.tokens) return err({ code: "unauthenticated", cause: "neither a key nor are tokens accepted" });
  const claims = await parts.tokens.verify(credential, parts.now());
  if (!claims.ok) return claims;
  const { subject, tenant, scopes } = claims.value;
  const caller = { name: `token:${subject}`, tenant, scopes, requestsPerMinute: null };
  return ok({ caller, afterwards: undefined });
}

async function identifyKey(
  { apiKeys, now }: Needed,
  keyId: string,
  text: string,
): Promise<Result<Identified, Fault>> {
  const [found, digest] = await Promise.all([
    guard("service_unavailable", () => apiKeys.find(keyId)),
    digestOf(text),
  ]);
  if (!found.ok) return found;
  const key = found.value;
  // Digests are compared also where there is none, so that time does not tell which ids exist.
  const isRight = isSameDigest(key?.digest ?? "0".repeat(digest.length), digest);
  if (!key || !isRight) return err({ code: "unauthenticated", cause: "no such key" });
  if (key.revokedAt !== null) return err({ code: "unauthenticated", cause: `key ${keyId} is revoked` });
  const isNoted = key.lastUsedAt !== null && now() - key.lastUsedAt < NOTED_EVERY_MS;
  return ok({
    caller: { ...key, name: `key:${keyId}` },
    afterwards: isNoted ? undefined : () => apiKeys.noteUse(keyId, now()),
  });
}
