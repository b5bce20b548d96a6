/** Which route of an API description a request is for. */
import type { Route } from "../../openapi/description.ts";
import type { Sent } from "./send.ts";

/** Routes at the address of a request, whatever their method. */
export function routesAt(routes: readonly Route[], { target }: Pick<Sent, "target">): Route[] {
  const { pathname } = new URL(`http://host.local${target}`);
  return routes.filter((route) => isAt(route, pathname));
}

/** HEAD is answered as GET. */
export function routeOf(routes: readonly Route[], sent: Pick<Sent, "method" | "target">): Route | undefined {
  const method = sent.method === "HEAD" ? "GET" : sent.method;
  return routesAt(routes, sent).find((route) => route.method === method);
}

/** Whether a path is an address of the route, under any of its prefixes. */
function isAt({ path, prefixes }: Route, pathname: string): boolean {
  const pattern = path.replaceAll(/[.*+?^$()|[\]\\]/g, "\\$&").replaceAll(/\{[^}]+\}/g, "[^/]+");
  return prefixes.some(
    (prefix) => new RegExp(`^${prefix}${pattern}$`).test(pathname) || (path === "/" && pathname === prefix),
  );
}
