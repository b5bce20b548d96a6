/**
 * What exists for one tenant. A route gets these parts and no others, so that none, also none to come, can reach what
 * belongs to another tenant; that a thing belongs to somebody else looks as if it did not exist.
 */
import type { Session } from "../../shared/assessment/session.ts";
import { DEFAULT_TENANT } from "../../shared/contract/access.ts";
import { err, ok } from "../../shared/contract/result.ts";
import { type Caller, isAdmin } from "./caller.ts";
import { guard } from "./guard.ts";
import type { Parts } from "./parts.ts";
import { isKeyOfTenant } from "./upload-key.ts";

/** `tenant` is the one that an admin has named. Everything that the caller makes belongs to the tenant of the parts. */
export function partsFor(parts: Parts, caller: Caller, named?: string): Parts {
  const tenant = named ?? caller.tenant;
  const seesAll = isAdmin(caller) && named === undefined;
  return {
    ...parts,
    tenant,
    sessions: sessionsOf(parts, tenant, seesAll),
    mirror: mirrorOf(parts, tenant, seesAll),
    videos: {
      ...parts.videos,
      open: async (location, signal) =>
        isKeyOfTenant(location.key, tenant)
          ? parts.videos.open(location, signal)
          : err({ code: "video_access_denied" }),
    },
    tuning: { open: (sessionId) => parts.tuning.open(nameOf(tenant, sessionId)) },
    idempotency: idempotencyOf(parts, tenant),
  };
}

/** The default tenant has the names from before there were tenants; no name of a session holds a slash. */
const nameOf = (tenant: string, name: string): string =>
  tenant === DEFAULT_TENANT ? name : `${tenant}/${name}`;

function sessionsOf({ sessions }: Parts, tenant: string, seesAll: boolean): Parts["sessions"] {
  if (seesAll) return sessions;
  const own = (session: Session | undefined) => (session?.tenant === tenant ? session : undefined);
  return {
    ...sessions,
    find: async (sessionId) => own(await sessions.find(sessionId)),
    list: (filter, limit, after) => sessions.list({ ...filter, tenant }, limit, after),
  };
}

/** What only the mirror has is from before there were tenants; what D1 has too belongs to whom D1 says. */
function mirrorOf({ mirror, sessions }: Parts, tenant: string, seesAll: boolean): Parts["mirror"] {
  if (!mirror || seesAll) return mirror;
  return {
    ...mirror,
    async find(sessionId, signal) {
      if (tenant !== DEFAULT_TENANT) return ok(undefined);
      const known = await guard("service_unavailable", () => sessions.find(sessionId));
      if (!known.ok) return known;
      return known.value && known.value.tenant !== tenant ? ok(undefined) : mirror.find(sessionId, signal);
    },
  };
}

function idempotencyOf({ idempotency }: Parts, tenant: string): Parts["idempotency"] {
  const within = <T extends { readonly scope: string }>(request: T): T => ({
    ...request,
    scope: nameOf(tenant, request.scope),
  });
  return {
    ...idempotency,
    begin: (request, now, leaseUntil) => idempotency.begin(within(request), now, leaseUntil),
    keep: (request, answer) => idempotency.keep(within(request), answer),
    free: (request) => idempotency.free(within(request)),
  };
}
