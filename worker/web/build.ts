/**
 * `npm run web`: builds the pages into worker/public/app. Files are named by their content, so browsers keep them for ever;
 * a file that is right already is left alone, since a running `wrangler dev` starts over with every change.
 */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const HERE = dirname(fileURLToPath(import.meta.url));
const TARGET = join(HERE, "../public/app");
const PAGES = ["overview", "practice", "tuning"];

const built = await mkdtemp(join(tmpdir(), "senal-web-"));
try {
  await build({
    root: HERE,
    base: "/app/",
    configFile: false,
    logLevel: "warn",
    build: {
      outDir: built,
      emptyOutDir: true,
      assetsDir: "files",
      // Nothing inline: the policy of the pages allows files of their own only.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      target: "es2022",
      rollupOptions: { input: Object.fromEntries(PAGES.map((page) => [page, join(HERE, `${page}.html`)])) },
    },
    worker: { format: "es" },
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  });
  await replaceFolder(built, TARGET);
} finally {
  await rm(built, { recursive: true });
}

async function replaceFolder(from: string, to: string): Promise<void> {
  const files = await filesOf(from);
  for (const name of await filesOf(to).catch(() => [])) {
    if (!files.includes(name)) await rm(join(to, name));
  }
  for (const name of files) {
    const content = await readFile(join(from, name));
    const present = await readFile(join(to, name)).catch(() => undefined);
    if (present && content.equals(present)) continue;
    await mkdir(dirname(join(to, name)), { recursive: true });
    await writeFile(join(to, name), content);
  }
}

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}
