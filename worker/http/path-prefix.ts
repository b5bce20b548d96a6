/** Every route also answers under `/ml`: clients of the former service know it by this prefix of its load balancer. */
const PREFIX = "/ml";

/** Routes of tuning, which bear the prefix as part of their own name. */
const TUNING = /^\/ml\/(suggest_parameters|update_model|stats|reset|sessions)(\/|$)/;

const hasPrefix = (pathname: string): boolean => pathname === PREFIX || pathname.startsWith(`${PREFIX}/`);

/** The path that routes are matched with. */
export function routePath(request: Request): string {
  const { pathname } = new URL(request.url);
  if (TUNING.test(pathname)) return pathname;
  return hasPrefix(pathname) ? pathname.slice(PREFIX.length) || "/" : pathname;
}

/** An address of this service as the client that sent the request reaches it. */
export const linkFor = (request: Request, path: string): string =>
  hasPrefix(new URL(request.url).pathname) ? PREFIX + path : path;
