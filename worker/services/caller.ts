/** Who sends a request, and what that lets them do. */
import { DEFAULT_TENANT, SCOPES, type Scope } from "../../shared/contract/access.ts";
import type { Settings } from "./parts.ts";

export interface Caller {
  /** As the audit log tells it: `key:<keyId>`, `token:<subject>`, `local` or `anybody`. */
  readonly name: string;
  readonly tenant: string;
  readonly scopes: readonly Scope[];
  /** Null for the limit that callers have unless told otherwise. */
  readonly requestsPerMinute: number | null;
}

/**
 * What a route asks for. `nothing`: nobody needs a key. `operate`: figures about everybody's work, for an admin, or for
 * all where access is open. `admin` needs a key of an admin also there.
 */
export type Need = "nothing" | "assess" | "tune" | "operate" | "admin";

export type GuardedNeed = Exclude<Need, "nothing">;

export type AccessMode = Settings["accessMode"];

/** Where access is open, callers without a key. */
export const ANYBODY: Caller = {
  name: "anybody",
  tenant: DEFAULT_TENANT,
  scopes: ["assess", "tune"],
  requestsPerMinute: null,
};

/** Whoever works on this machine. */
export const LOCAL: Caller = { ...ANYBODY, name: "local", scopes: SCOPES };

/** The scope of keys that a need stands for. */
export const scopeFor = (need: GuardedNeed): Scope => (need === "operate" ? "admin" : need);

export const isAdmin = ({ scopes }: Caller): boolean => scopes.includes("admin");
