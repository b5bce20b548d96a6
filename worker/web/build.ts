/**
 * `npm run web`: builds the pages into worker/public/app. Files are named by their content, so browsers keep them for ever;
 * a file that is right already is left alone, since a running `wrangler dev` starts over with every change.
 */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, defaultClientConditions } from "vite";
import { readBuildInputs } from "./build-inputs.ts";
import { newestAlphabets } from "./newest-alphabets.ts";

const HERE = dirname(fileURLToPath(import.meta.url));
const PUBLIC = join(HERE, "../public");
const PAGES = ["overview", "practice", "tuning"];

/** Of the static files (Cloudflare's `_headers`): a page that uses threads may run only scripts that ask for isolation too. */
const HEADERS = `/app/files/*
  Cache-Control: public, max-age=31536000, immutable
  Cross-Origin-Embedder-Policy: require-corp
  X-Content-Type-Options: nosniff
`;

const built = await mkdtemp(join(tmpdir(), "senal-web-"));
try {
  const { aliases, define } = await readBuildInputs();
  await build({
    root: HERE,
    base: "/app/",
    configFile: false,
    logLevel: "warn",
    resolve: {
      alias: aliases,
      // The runtime's WebAssembly as files of their own.
      conditions: ["onnxruntime-web-use-extern-wasm", ...defaultClientConditions],
    },
    define,
    build: {
      outDir: built,
      emptyOutDir: true,
      assetsDir: "files",
      // Nothing inline: the policy of the pages allows files of their own only.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      target: "es2022",
      rollupOptions: {
        checks: { pluginTimings: false },
        input: Object.fromEntries(PAGES.map((page) => [page, join(HERE, `${page}.html`)])),
      },
    },
    worker: { format: "es", plugins: () => [newestAlphabets()] },
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  });
  await replaceFolder(built, join(PUBLIC, "app"));
  await replaceFile(join(PUBLIC, "_headers"), Buffer.from(HEADERS));
} finally {
  await rm(built, { recursive: true });
}

async function replaceFolder(from: string, to: string): Promise<void> {
  const files = await filesOf(from);
  for (const name of await filesOf(to).catch(() => [])) {
    if (!files.includes(name)) await rm(join(to, name));
  }
  for (const name of files) await replaceFile(join(to, name), await readFile(join(from, name)));
}

async function replaceFile(path: string, content: Buffer): Promise<void> {
  const present = await readFile(path).catch(() => undefined);
  if (present && content.equals(present)) return;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}
