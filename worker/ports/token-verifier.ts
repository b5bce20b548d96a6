import type { Scope } from "../../shared/contract/access.ts";
import type { Fault } from "../../shared/contract/errors.ts";
import type { Result } from "../../shared/contract/result.ts";

/** What a token says of its bearer. */
export interface TokenClaims {
  readonly subject: string;
  readonly tenant: string;
  readonly scopes: readonly Scope[];
}

/** Tokens of an identity provider (JWT, RFC 7519). */
export interface TokenVerifier {
  /**
   * `now` is milliseconds since 1970. Faults: unauthenticated for a token that is not the provider's, not for us, or not
   * in force; service_unavailable when the provider's keys cannot be had.
   */
  verify(token: string, now: number): Promise<Result<TokenClaims, Fault>>;
}
