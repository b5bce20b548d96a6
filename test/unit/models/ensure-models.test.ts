import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { ensureModels, modelPath } from "../../../container/models/ensure-models.ts";
import { MODEL_SOURCES, type ModelName } from "../../../container/models/sources.ts";

test("several builders at once leave one complete file a model, and nothing to do for the next", async () => {
  const directory = await mkdtemp(join(tmpdir(), "models-"));
  onTestFinished(() => rm(directory, { recursive: true }));
  const expected = (Object.keys(MODEL_SOURCES) as ModelName[]).map((name) => modelPath(directory, name));

  await Promise.all([ensureModels(directory), ensureModels(directory)]);
  const converted: string[] = [];
  await ensureModels(directory, (path) => converted.push(path));

  expect((await readdir(directory)).map((file) => join(directory, file)).sort()).toEqual(expected.sort());
  for (const path of expected) expect((await stat(path)).size).toBeGreaterThan(1e6);
  expect(converted).toEqual([]);
});
