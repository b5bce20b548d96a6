/**
 * `npm run docs:assets`: gathers the files of /api/docs and /api/redoc in worker/public, so that no page needs a CDN. A
 * file that is right already is left alone, since a running `wrangler dev` starts over with every change.
 */
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = dirname(fileURLToPath(import.meta.url));
const PACKAGES = join(HERE, "../../node_modules");
const TARGET = join(HERE, "../public/assets");

const VIEWERS = [
  "swagger-ui-dist/swagger-ui.css",
  "swagger-ui-dist/swagger-ui-bundle.js",
  "redoc/bundles/redoc.standalone.js",
  "redoc/bundles/redoc.standalone.js.LICENSE.txt",
];

/** Redoc's footer would load this picture from a server elsewhere. */
const REDOC_LOGO = "https://cdn.redoc.ly/redoc/logo-mini.svg";

const pages = (await readdir(HERE)).filter((name) => !name.endsWith(".ts"));
const sources = new Map([
  ...pages.map((name) => [name, join(HERE, name)] as const),
  ...VIEWERS.map((path) => [path.split("/").at(-1) ?? path, join(PACKAGES, path)] as const),
]);

await mkdir(TARGET, { recursive: true });
for (const name of await readdir(TARGET)) {
  if (!sources.has(name)) await rm(join(TARGET, name), { recursive: true });
}
for (const [name, source] of sources) {
  const content = (await readFile(source, "utf8")).replaceAll(REDOC_LOGO, "data:,");
  const present = await readFile(join(TARGET, name), "utf8").catch(() => undefined);
  if (content !== present) await writeFile(join(TARGET, name), content);
}
