import { z } from "zod";
import { ScopeSchema } from "../../../shared/contract/access.ts";
import type { ApiKeyStore, StoredKey } from "../../ports/api-keys.ts";

const MOST_LISTED = 1000;

const RowSchema = z.object({
  key_id: z.string(),
  digest: z.string(),
  name: z.string(),
  tenant: z.string(),
  scopes: z
    .string()
    .transform((text) => JSON.parse(text) as unknown)
    .pipe(z.array(ScopeSchema)),
  requests_per_minute: z.int().nullable(),
  created_at: z.int(),
  last_used_at: z.int().nullable(),
  revoked_at: z.int().nullable(),
});

const COLUMNS = Object.keys(RowSchema.shape).join(", ");

export const createD1ApiKeyStore = (db: D1Database): ApiKeyStore => ({
  async insert(key) {
    await db
      .prepare(`INSERT INTO api_keys (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`)
      .bind(
        key.keyId,
        key.digest,
        key.name,
        key.tenant,
        JSON.stringify(key.scopes),
        key.requestsPerMinute,
        key.createdAt,
        key.lastUsedAt,
        key.revokedAt,
      )
      .run();
  },

  async find(keyId) {
    const row = await db.prepare(`SELECT ${COLUMNS} FROM api_keys WHERE key_id = ?`).bind(keyId).first();
    return row ? fromRow(row) : undefined;
  },

  async list() {
    const { results } = await db
      .prepare(`SELECT ${COLUMNS} FROM api_keys ORDER BY created_at DESC, key_id DESC LIMIT ?`)
      .bind(MOST_LISTED)
      .all();
    return results.map(fromRow);
  },

  async revoke(keyId, now) {
    const { meta } = await db
      .prepare("UPDATE api_keys SET revoked_at = COALESCE(revoked_at, ?) WHERE key_id = ?")
      .bind(now, keyId)
      .run();
    return meta.changes === 1;
  },

  async noteUse(keyId, now) {
    await db.prepare("UPDATE api_keys SET last_used_at = ? WHERE key_id = ?").bind(now, keyId).run();
  },

  async hasKeys() {
    const row = await db.prepare("SELECT 1 AS found FROM api_keys WHERE revoked_at IS NULL LIMIT 1").first();
    return row !== null;
  },
});

/** Throws when the row is not one that this product wrote. */
function fromRow(row: unknown): StoredKey {
  const data = RowSchema.parse(row);
  return {
    keyId: data.key_id,
    digest: data.digest,
    name: data.name,
    tenant: data.tenant,
    scopes: data.scopes,
    requestsPerMinute: data.requests_per_minute,
    createdAt: data.created_at,
    lastUsedAt: data.last_used_at,
    revokedAt: data.revoked_at,
  };
}
