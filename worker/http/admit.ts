import type { MiddlewareHandler } from "hono";
import { z } from "zod";
import { TENANT_HEADER, TenantSchema } from "../../shared/contract/access.ts";
import type { Fault } from "../../shared/contract/errors.ts";
import { admitCaller } from "../services/admit-caller.ts";
import { ANYBODY, isAdmin } from "../services/caller.ts";
import { guard } from "../services/guard.ts";
import { partsFor } from "../services/tenant-parts.ts";
import type { AppContext, AppEnv } from "./app-context.ts";
import { problem } from "./problem.ts";
import { checkFields, valueOrFieldErrors } from "./read-json.ts";

const CHALLENGE = 'Bearer realm="senal"';
const TENANT_HEADERS = z.object({ [TENANT_HEADER]: TenantSchema.optional() });

/** Lets a request on with the parts of its caller's tenant and no others, or ends it with 401, 403, 422 or 503. */
export const admit = (): MiddlewareHandler<AppEnv> => async (c, next) => {
  const { need, mode, identified } = c.get("access");
  const parts = c.get("parts");
  if (need === "nothing") {
    c.set("parts", partsFor(parts, ANYBODY));
    return next();
  }
  const admitted = identified.ok
    ? await admitCaller(parts, mode, need, identified.value?.caller)
    : identified;
  if (!admitted.ok) return refuse(c, admitted.error);
  const caller = admitted.value;
  const named = namedTenant(c);
  if (named !== undefined && named !== caller.tenant && !isAdmin(caller))
    return problem(c, { code: "tenant_forbidden" });
  const afterwards = identified.ok ? identified.value?.afterwards : undefined;
  if (afterwards) c.executionCtx.waitUntil(guard("service_unavailable", afterwards));
  c.set("caller", caller);
  c.set("parts", partsFor(parts, caller, named));
  await next();
};

/** The tenant that an admin acts for. Ends the request with 422 if it is none. */
function namedTenant(c: AppContext): string | undefined {
  const given = { [TENANT_HEADER]: c.req.header(TENANT_HEADER) };
  return valueOrFieldErrors(checkFields(c, TENANT_HEADERS, given))[TENANT_HEADER];
}

/** Says by WWW-Authenticate what would do instead (RFC 6750, section 3). */
function refuse(c: AppContext, fault: Fault): Response {
  if (fault.code === "unauthenticated") {
    const isWrong = !c.get("access").identified.ok;
    const challenge = isWrong ? `${CHALLENGE}, error="invalid_token"` : CHALLENGE;
    return problem(c, fault, [], { "WWW-Authenticate": challenge });
  }
  if (fault.code === "forbidden") {
    const scope = fault.params?.scope ?? "";
    const challenge = `${CHALLENGE}, error="insufficient_scope", scope="${scope}"`;
    return problem(c, fault, [], { "WWW-Authenticate": challenge });
  }
  return problem(c, fault);
}
