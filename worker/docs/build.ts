/** `npm run docs:assets`: gathers the files of /api/docs and /api/redoc in worker/public, so that no page needs a CDN. */
import { cp, mkdir, readdir, rm } from "node:fs/promises";
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

const pages = (await readdir(HERE)).filter((name) => !name.endsWith(".ts"));
await rm(TARGET, { recursive: true, force: true });
await mkdir(TARGET, { recursive: true });
await Promise.all([
  ...pages.map((name) => cp(join(HERE, name), join(TARGET, name))),
  ...VIEWERS.map((path) => cp(join(PACKAGES, path), join(TARGET, path.split("/").at(-1) ?? path))),
]);
