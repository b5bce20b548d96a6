import type { Fault } from "../../shared/contract/errors.ts";
import { err, ok, type Result } from "../../shared/contract/result.ts";
import {
  type AccessMode,
  ANYBODY,
  type Caller,
  type GuardedNeed,
  isAdmin,
  LOCAL,
  scopeFor,
} from "./caller.ts";
import { guard } from "./guard.ts";
import type { Parts } from "./parts.ts";

/**
 * Decides whether a request may go on, and as whom; `identified` is undefined without a credential. Faults:
 * unauthenticated, forbidden, access_not_configured, service_unavailable.
 */
export async function admitCaller(
  parts: Pick<Parts, "apiKeys" | "tokens">,
  mode: AccessMode,
  need: GuardedNeed,
  identified: Caller | undefined,
): Promise<Result<Caller, Fault>> {
  if (identified) {
    const scope = scopeFor(need);
    return isAdmin(identified) || identified.scopes.includes(scope)
      ? ok(identified)
      : err({ code: "forbidden", params: { scope } });
  }
  if (mode === "local") return ok(LOCAL);
  if (mode === "open" && need !== "admin") return ok(ANYBODY);
  const configured = await checkAccess(parts, mode);
  return configured.ok ? err({ code: "unauthenticated" }) : configured;
}

/** Whether anybody can get in. Faults: access_not_configured, service_unavailable. */
export async function checkAccess(
  { apiKeys, tokens }: Pick<Parts, "apiKeys" | "tokens">,
  mode: AccessMode,
): Promise<Result<void, Fault>> {
  if (mode !== "keys" || tokens) return ok(undefined);
  const found = await guard("service_unavailable", () => apiKeys.hasKeys());
  if (!found.ok) return found;
  return found.value ? ok(undefined) : err({ code: "access_not_configured" });
}
