/** What each route asks for. A route that is not in here is for admins, and makes a test fail. */
import type { Need } from "../services/caller.ts";

/** The first that matches a route counts: the path itself, or one below it. */
const NEEDS: readonly (readonly [path: string, need: Need])[] = [
  ["/", "nothing"],
  ["/health", "nothing"],
  ["/ready", "nothing"],
  ["/api/docs", "nothing"],
  ["/api/redoc", "nothing"],
  ["/api/openapi.json", "nothing"],
  ["/assets", "nothing"],
  ["/app", "nothing"],
  ["/practice", "nothing"],
  ["/tune", "nothing"],
  ["/metrics", "operate"],
  ["/api/v1/consumer", "operate"],
  ["/api/v1/admin", "admin"],
  ["/api/v1/assess", "assess"],
  ["/api/v1/videos", "assess"],
  ["/api/v1/stream", "assess"],
  ["/api/v1/model", "assess"],
  ["/api/model", "assess"],
  ["/api/predict", "assess"],
  ["/api/detect-hands", "assess"],
  ["/api/sagemaker", "assess"],
  ["/ml", "tune"],
];

/** `route` is a path as in app.ts; undefined if nobody has said what it asks for. */
export const needOf = (route: string): Need | undefined =>
  NEEDS.find(([path]) => route === path || (path !== "/" && route.startsWith(`${path}/`)))?.[1];
