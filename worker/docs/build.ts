/** `npm run docs:assets`: gathers the files of /api/docs and /api/redoc in worker/public, so that no page needs a CDN. */
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
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
await rm(TARGET, { recursive: true, force: true });
await mkdir(TARGET, { recursive: true });
await Promise.all([
  ...pages.map((name) => cp(join(HERE, name), join(TARGET, name))),
  ...VIEWERS.map((path) => cp(join(PACKAGES, path), join(TARGET, path.split("/").at(-1) ?? path))),
]);

const redoc = join(TARGET, "redoc.standalone.js");
await writeFile(redoc, (await readFile(redoc, "utf8")).replaceAll(REDOC_LOGO, "data:,"));
