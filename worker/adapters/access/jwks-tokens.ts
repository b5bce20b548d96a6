/** Tokens of any provider that publishes its keys as a JWK set (OpenID Connect, Cloudflare Access). */
import { createRemoteJWKSet, customFetch, errors, type JWTPayload, jwtVerify } from "jose";
import { DEFAULT_TENANT, SCOPES, type Scope, TenantSchema } from "../../../shared/contract/access.ts";
import { err, ok } from "../../../shared/contract/result.ts";
import type { TokenVerifier } from "../../ports/token-verifier.ts";
import { transportFault } from "../transport-fault.ts";

export interface TokenSettings {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: string;
  /** Claim that names scopes: a text with spaces between them, or a list. */
  readonly scopeClaim: string;
  /** Scopes of every token, besides those it names itself. */
  readonly scopes: readonly Scope[];
  /** Claim that names the tenant; undefined when all belong to the default one. */
  readonly tenantClaim: string | undefined;
}

/** Signatures that only the holder of a private key can make: with a shared secret, whoever verifies could sign. */
const ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"];
const TIMEOUT_MS = 3_000;
const CACHED_MS = 10 * 60_000;
/** The provider is asked again for a key that is not known, but no more often than this. */
const COOLDOWN_MS = 30_000;
const CLOCK_TOLERANCE_SECONDS = 10;
const MAX_SUBJECT = 128;

export function createTokenVerifier(
  settings: TokenSettings,
  send: typeof fetch = (input, init) => fetch(input, init),
): TokenVerifier {
  const keySet = createRemoteJWKSet(new URL(settings.jwksUrl), {
    timeoutDuration: TIMEOUT_MS,
    cacheMaxAge: CACHED_MS,
    cooldownDuration: COOLDOWN_MS,
    [customFetch]: send,
  });
  return {
    async verify(token, now) {
      try {
        const { payload } = await jwtVerify(token, keySet, {
          issuer: settings.issuer,
          audience: settings.audience,
          algorithms: ALGORITHMS,
          requiredClaims: ["exp", "sub"],
          clockTolerance: CLOCK_TOLERANCE_SECONDS,
          currentDate: new Date(now),
        });
        const tenant = tenantOf(payload, settings.tenantClaim);
        if (tenant === undefined)
          return err({ code: "unauthenticated", cause: `no tenant in claim ${settings.tenantClaim}` });
        return ok({
          subject: (payload.sub ?? "").slice(0, MAX_SUBJECT),
          tenant,
          scopes: [...settings.scopes, ...scopesIn(payload[settings.scopeClaim])],
        });
      } catch (cause) {
        return err(transportFault(isOfToken(cause) ? "unauthenticated" : "service_unavailable", cause));
      }
    },
  };
}

/** Whether the token is to blame, rather than the provider. */
const isOfToken = (cause: unknown): boolean =>
  cause instanceof errors.JOSEError &&
  !(cause instanceof errors.JWKSTimeout) &&
  !(cause instanceof errors.JWKSInvalid) &&
  cause.code !== "ERR_JOSE_GENERIC";

function tenantOf(payload: JWTPayload, claim: string | undefined): string | undefined {
  if (claim === undefined) return DEFAULT_TENANT;
  const tenant = TenantSchema.safeParse(payload[claim]);
  return tenant.success ? tenant.data : undefined;
}

/** Names that mean nothing here are left out. */
function scopesIn(claim: unknown): Scope[] {
  const names: readonly unknown[] = Array.isArray(claim) ? claim : String(claim ?? "").split(" ");
  return SCOPES.filter((scope) => names.includes(scope));
}
