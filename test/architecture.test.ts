/** Holds the architecture: imports go one way only, shared code is pure, and files stay small enough to read. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const MAX_LINES = 300;

/**
 * Layer of a folder or file (first match wins) and the layers it may import besides itself. A layer that ends in `/*`
 * stands for many layers, one a folder, that do not see each other.
 */
const LAYERS: readonly (readonly [path: string, mayImport: readonly string[]])[] = [
  ["shared/contract", []],
  ["shared/*", ["shared/contract"]],
  ["worker/config.ts", ["shared"]],
  ["worker/ports", ["shared"]],
  ["worker/services", ["shared", "worker/ports"]],
  ["worker/adapters", ["shared", "worker/ports"]],
  ["worker/http", ["shared", "worker/ports", "worker/services"]],
  ["worker/routes", ["shared", "worker/ports", "worker/services", "worker/http"]],
  ["worker/queues", ["shared", "worker/ports", "worker/services", "worker/http"]],
  ["worker/objects", ["shared", "worker/ports", "worker/services", "worker/http"]],
  ["worker/web", ["shared"]],
  ["worker/docs", []],
  ["worker/cli", ["shared"]],
  ["worker/deps.ts", ["shared", "worker"]],
  ["worker/app.ts", ["shared", "worker"]],
  ["worker/index.ts", ["shared", "worker"]],
  ["container", ["shared"]],
];

/** Tops of the building, and who may stand on them: the wiring of the Worker, and training, which serving never needs. */
const TOPS: readonly (readonly [top: string, importers: readonly string[]])[] = [
  ["worker/deps.ts", ["worker/app.ts", "worker/index.ts"]],
  ["worker/app.ts", ["worker/index.ts"]],
  ["worker/index.ts", []],
  ["container/train", ["container/main.ts"]],
  ["container/main.ts", []],
];

/** Only this file may know how requests to AWS are signed. */
const SOLE_IMPORTERS: Record<string, string> = { aws4fetch: "worker/adapters/aws.ts" };

const IMPURE =
  /\b(Date\.now|new Date\(\)|Math\.random|crypto\.randomUUID|performance\.now|fetch\(|console\.|(?<!-)process\.[a-z]|setTimeout)/;

function sourceFiles(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith(".d.ts"))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .filter((path) => !path.startsWith("worker/public/"));
}

const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");

const importsOf = (source: string): string[] =>
  [...source.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*"([^"]+)"/g)].map((match) => match[1] ?? "");

const isInside = (path: string, layer: string): boolean =>
  layer.endsWith("/*") ? path.startsWith(layer.slice(0, -1)) : path === layer || path.startsWith(`${layer}/`);

const layerOf = (path: string) => LAYERS.find(([layer]) => isInside(path, layer));

/** Folder that one name of a `/*` layer stands for, e.g. `shared/hands`. */
const homeOf = (path: string, layer: string): string =>
  layer.endsWith("/*") ? path.split("/").slice(0, layer.split("/").length).join("/") : layer;

/** Says what is wrong with `path` importing `target`, both relative to the repository. */
function upwardImport(path: string, target: string): string | undefined {
  const entry = layerOf(path);
  if (!entry) return `${path} belongs to no layer`;
  const [layer, mayImport] = entry;
  const allowed = [homeOf(path, layer), ...mayImport].some((prefix) => isInside(target, prefix));
  const standsOnTop = TOPS.some(
    ([top, importers]) => isInside(target, top) && !isInside(path, top) && !importers.includes(path),
  );
  return allowed && !standsOnTop ? undefined : `${path} may not import ${target}`;
}

const code = ["shared", "worker", "container"].flatMap(sourceFiles);

describe("the architecture", () => {
  test("has no import that goes up or sideways", () => {
    const wrong = code.flatMap((path) =>
      importsOf(read(path))
        .filter((specifier) => specifier.startsWith("."))
        .map((specifier) => upwardImport(path, normalize(join(dirname(path), specifier)))),
    );

    expect(wrong.filter(Boolean)).toEqual([]);
  });

  test.each([
    ["shared/contract/errors.ts", "shared/hands/hand.ts"],
    ["shared/hands/hand.ts", "shared/signs/alphabets.ts"],
    ["worker/services/submit.ts", "worker/adapters/aws.ts"],
    ["worker/adapters/aws.ts", "worker/services/submit.ts"],
    ["worker/routes/assess.ts", "worker/deps.ts"],
    ["worker/ports/videos.ts", "worker/services/submit.ts"],
    ["container/main.ts", "worker/app.ts"],
    ["container/server.ts", "container/train/train.ts"],
    ["shared/contract/errors.ts", "worker/config.ts"],
  ])("would refuse %s importing %s", (path, target) => {
    const refused = upwardImport(path, target);

    expect(refused).toBeDefined();
  });

  test("keeps signing in one place", () => {
    const wrong = code.filter((path) =>
      importsOf(read(path)).some((specifier) => (SOLE_IMPORTERS[specifier] ?? path) !== path),
    );

    expect(wrong).toEqual([]);
  });

  test("keeps shared code free of I/O, clocks and randomness", () => {
    const wrong = code
      .filter((path) => path.startsWith("shared/"))
      .filter((path) => IMPURE.test(read(path)) || importsOf(read(path)).some((s) => s.startsWith("node:")));

    expect(wrong).toEqual([]);
  });

  test(`has no file of more than ${MAX_LINES} lines`, () => {
    const long = [...code, ...sourceFiles("test")].filter(
      (path) => read(path).split("\n").length > MAX_LINES,
    );

    expect(long).toEqual([]);
  });
});
