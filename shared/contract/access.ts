/** JSON of keys and of the audit log. */
import { z } from "zod";
import { AUDIT_LIST, CREATE_KEY_REQUEST, CREATED_KEY, KEY_LIST } from "./examples.ts";

/** What a key may do: `assess` signs and videos, `tune` parameters; `admin` everything, for every tenant. */
export const SCOPES = ["assess", "tune", "admin"] as const;
export const ScopeSchema = z.enum(SCOPES);
export type Scope = z.infer<typeof ScopeSchema>;

/** Owns what existed before there were tenants, and everything where access is open. */
export const DEFAULT_TENANT = "default";

export const TenantSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,31}$/)
  .describe("Whose sessions, videos and tuning sessions a request is about");

/** Header by which an admin acts for a tenant. */
export const TENANT_HEADER = "X-Tenant";

export const CreateKeyRequestSchema = z
  .strictObject({
    name: z
      .string()
      .regex(/^[A-Za-z0-9À-ÖØ-öø-ÿ][A-Za-z0-9À-ÖØ-öø-ÿ ._-]{0,63}$/)
      .describe("Says whose key it is: Latin letters, digits, spaces, dots, hyphens and underscores"),
    scopes: z.array(ScopeSchema).min(1).max(SCOPES.length),
    tenant: TenantSchema.default(DEFAULT_TENANT),
    requestsPerMinute: z
      .int()
      .min(1)
      .max(1_000_000)
      .nullish()
      .describe("A limit of its own instead of RATE_LIMIT_PER_MINUTE"),
  })
  .meta({ example: CREATE_KEY_REQUEST });
export type CreateKeyRequest = z.infer<typeof CreateKeyRequestSchema>;

const instant = (what: string) => z.string().describe(`${what}, ISO 8601`);

export const KeySchema = z.object({
  keyId: z.string().describe("Part of the key that is no secret"),
  name: z.string(),
  tenant: z.string(),
  scopes: z.array(ScopeSchema),
  requestsPerMinute: z.int().nullable(),
  createdAt: instant("When it was created"),
  lastUsedAt: instant("When it was last used, to the minute").nullable(),
  revokedAt: instant("Since when it is worth nothing").nullable(),
});
export type Key = z.infer<typeof KeySchema>;

export const CreatedKeySchema = KeySchema.extend({
  key: z.string().describe("The key itself, told this once and kept nowhere"),
}).meta({ example: CREATED_KEY });
export type CreatedKey = z.infer<typeof CreatedKeySchema>;

export const KeyListSchema = z
  .object({ keys: z.array(KeySchema).describe("Newest first") })
  .meta({ example: KEY_LIST });

export const KeyIdSchema = z.string().regex(/^[0-9a-f]{16}$/);

export const AuditQuerySchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(50).describe("Entries a page"),
  before: z.coerce.number().int().min(1).optional().describe("`nextBefore` of the page before"),
});

export const AuditEntrySchema = z.object({
  entryId: z.int(),
  at: instant("When"),
  actor: z.string().describe("`key:<keyId>`, `token:<subject>`, `local` or `command line`"),
  action: z.string().describe("Method and route, e.g. `POST /api/v1/admin/keys`"),
  target: z.string().describe("Path of the request"),
  status: z.int().nullable().describe("Of the answer; null if it was never given"),
  requestId: z.string(),
});
export type AuditEntry = z.infer<typeof AuditEntrySchema>;

export const AuditListSchema = z
  .object({
    entries: z.array(AuditEntrySchema).describe("Newest first"),
    nextBefore: z.int().nullable().describe("For the next page; null on the last one"),
  })
  .meta({ example: AUDIT_LIST });
