/** Description of the API (OpenAPI 3.1), as the routes themselves tell it. */
import { SERVICE_VERSION } from "../../shared/contract/service.ts";

export const API_OVERVIEW = {
  info: {
    title: "Señal",
    version: SERVICE_VERSION,
    description:
      "Tells a learner which sign a video shows, and how surely; tunes the parameters of image generation, or any others, from ratings. Errors are application/problem+json (RFC 9457), in English or Spanish by Accept-Language. Every answer carries an X-Request-Id.",
    license: { name: "Apache-2.0", url: "https://www.apache.org/licenses/LICENSE-2.0" },
  },
  servers: [{ url: "/" }, { url: "/ml", description: "The same routes, under their former prefix" }],
};

interface ApiDescription {
  readonly paths: Readonly<Record<string, unknown>>;
}

/** chanfana cuts the slash at the end of every path, which leaves nothing of the root; OpenAPI wants it back. */
export const withRootPath = (description: ApiDescription): ApiDescription => ({
  ...description,
  paths: Object.fromEntries(
    Object.entries(description.paths).map(([path, item]) => [path === "" ? "/" : path, item]),
  ),
});
