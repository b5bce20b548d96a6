import type { MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import { keyIdOf } from "../../shared/access/api-key.ts";
import type { Fault } from "../../shared/contract/errors.ts";
import { ok, type Result } from "../../shared/contract/result.ts";
import { readSocketProtocols } from "../../shared/contract/socket-protocol.ts";
import type { AccessMode, Need } from "../services/caller.ts";
import { type Identified, identifyCaller } from "../services/identify-caller.ts";
import type { AppContext, AppEnv } from "./app-context.ts";
import { SOCKET_PROTOCOL_HEADER } from "./socket-protocol.ts";

/** Where Cloudflare Access puts the token of whom it let through. */
const CLOUDFLARE_ACCESS_HEADER = "Cf-Access-Jwt-Assertion";

/** Hosts that nothing on the internet answers for, so that a mode left on by accident opens nothing there. */
const LOCAL_HOST = /^(localhost|127\.0\.0\.1|\[::1\]|[\w-]+\.(localhost|test))$/;

/** Longer than any key or token; what is longer is not read. */
const MAX_CREDENTIAL = 8192;

/** Finds out what the route asks for, and whose key or token the request bears. `needOf` is given a path as in app.ts. */
export const identify =
  (needOf: (route: string) => Need | undefined): MiddlewareHandler<AppEnv> =>
  async (c, next) => {
    const route = routeOf(c);
    // Where no route is, nothing is to be had; a route that nobody has declared is for admins.
    const need = route === undefined ? "nothing" : (needOf(route) ?? "admin");
    const credential = need === "nothing" ? undefined : credentialOf(c);
    const mode = modeOf(c);
    c.set("access", { route: route ?? "", need, mode, identified: await identified(c, mode, credential) });
    await next();
  };

/**
 * Whose credential it is. Where nobody needs one, a client may send what is meant for somebody else, and that counts as
 * none; a key of ours has to be right everywhere.
 */
async function identified(
  c: AppContext,
  mode: AccessMode,
  credential: string | undefined,
): Promise<Result<Identified | undefined, Fault>> {
  if (credential === undefined) return ok(undefined);
  const found = await identifyCaller(c.get("parts"), credential);
  const isOurs = mode === "keys" || keyIdOf(credential) !== undefined;
  return found.ok || isOurs || found.error.code !== "unauthenticated" ? found : ok(undefined);
}

/** Path of the route as it was registered, whatever way the request writes it. */
const routeOf = (c: AppContext): string | undefined =>
  matchedRoutes(c).findLast(({ method }) => method !== "ALL")?.path;

/** The first of the headers that may hold one; what is no credential at all counts as one that is wrong. */
function credentialOf(c: AppContext): string | undefined {
  const authorization = c.req.header("Authorization");
  const bearer = authorization && (/^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? "");
  const given =
    bearer ??
    c.req.header("X-API-Key") ??
    c.req.header(CLOUDFLARE_ACCESS_HEADER) ??
    readSocketProtocols(c.req.header(SOCKET_PROTOCOL_HEADER) ?? "").key;
  return given?.slice(0, MAX_CREDENTIAL);
}

function modeOf(c: AppContext): AccessMode {
  const { accessMode } = c.get("parts").settings;
  const isLocal = LOCAL_HOST.test(new URL(c.req.url).hostname);
  return accessMode === "local" && !isLocal ? "keys" : accessMode;
}
