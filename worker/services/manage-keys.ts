import { digestOf, newApiKey } from "../../shared/access/api-key.ts";
import type { CreatedKey, CreateKeyRequest, Key } from "../../shared/contract/access.ts";
import type { Fault } from "../../shared/contract/errors.ts";
import { err, ok, type Result } from "../../shared/contract/result.ts";
import type { StoredKey } from "../ports/api-keys.ts";
import { guard } from "./guard.ts";
import type { Parts } from "./parts.ts";

/** Makes a key; its text is in the answer and nowhere else. Fault: service_unavailable. */
export async function createKey(
  { apiKeys, randomBytes, now }: Pick<Parts, "apiKeys" | "randomBytes" | "now">,
  { name, scopes, tenant, requestsPerMinute }: CreateKeyRequest,
): Promise<Result<CreatedKey, Fault>> {
  const { keyId, text } = newApiKey(randomBytes);
  const stored: StoredKey = {
    keyId,
    digest: await digestOf(text),
    name,
    tenant,
    scopes: [...new Set(scopes)],
    requestsPerMinute: requestsPerMinute ?? null,
    createdAt: now(),
    lastUsedAt: null,
    revokedAt: null,
  };
  const inserted = await guard("service_unavailable", () => apiKeys.insert(stored));
  return inserted.ok ? ok({ ...toKey(stored), key: text }) : inserted;
}

/** Every key but its secret, newest first. Fault: service_unavailable. */
export async function listKeys({ apiKeys }: Pick<Parts, "apiKeys">): Promise<Result<Key[], Fault>> {
  const listed = await guard("service_unavailable", () => apiKeys.list());
  return listed.ok ? ok(listed.value.map(toKey)) : listed;
}

/** From now on the key is worth nothing. Faults: key_not_found, service_unavailable. */
export async function revokeKey(
  { apiKeys, now }: Pick<Parts, "apiKeys" | "now">,
  keyId: string,
): Promise<Result<void, Fault>> {
  const revoked = await guard("service_unavailable", () => apiKeys.revoke(keyId, now()));
  if (!revoked.ok) return revoked;
  return revoked.value ? ok(undefined) : err({ code: "key_not_found" });
}

const toKey = ({ digest, scopes, createdAt, lastUsedAt, revokedAt, ...key }: StoredKey): Key => ({
  ...key,
  scopes: [...scopes],
  createdAt: new Date(createdAt).toISOString(),
  lastUsedAt: lastUsedAt === null ? null : new Date(lastUsedAt).toISOString(),
  revokedAt: revokedAt === null ? null : new Date(revokedAt).toISOString(),
});
