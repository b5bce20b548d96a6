/** A sign language that nobody has programmed: trained by the command, found by the server, listed and used. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PingSchema } from "../../shared/contract/invocation.ts";
import { ALPHABETS } from "../../shared/signs/alphabets.ts";
import { containerAt, createContainerBackend } from "../../worker/adapters/inference/container.ts";
import { describeModel } from "../../worker/services/describe-model.ts";
import type { Parts } from "../../worker/services/parts.ts";
import { writeMadeUpAlphabet } from "./made-up-alphabet.ts";
import { invoke, problemOf, resultOf, type ServerProcess, startServer } from "./server-process.ts";

const TRAIN = fileURLToPath(new URL("../../container/train/train.ts", import.meta.url));
const CLIPS = new URL("../clips/", import.meta.url);

let folder: string;
let server: ServerProcess;
let clip: Buffer;

const train = (...options: string[]) =>
  promisify(execFile)(process.execPath, [
    TRAIN,
    ...["--data", join(folder, "data"), "--output", join(folder, "alphabets"), "--language", "lsm"],
    ...["--epochs", "10", "--members", "1", ...options],
  ]);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "senal-test-"));
  await writeMadeUpAlphabet(join(folder, "data"));
  await Promise.all([train("--version", "1.0.0"), train("--version", "1.1.0", "--seed", "2")]);
  clip = await readFile(new URL("asl-l.mp4", CLIPS));
  server = await startServer({
    ALPHABETS_DIR: join(folder, "alphabets"),
    ACTIVE_MODELS: "LSM=lsm-letters-1.0.0",
    CONCURRENCY: "1",
  });
});

afterAll(async () => {
  server.kill("SIGTERM");
  await server.ended;
  await rm(folder, { recursive: true });
});

describe("an alphabet trained from a small made-up set", () => {
  test("has a card that names its signers and what was left out", async () => {
    const card = await readFile(join(folder, "alphabets/lsm/1.0.0/card.md"), "utf8");

    expect(card).toContain("Recognises 4 letters of LSM that are held");
    expect(card).toMatch(/\| ana \| made up \| 32 \|/);
    expect(card).toContain("Letters that are movements are left out: J.");
  });

  test("is listed by /ping beside those built in, with the version that is active", async () => {
    const { models } = PingSchema.parse(await (await fetch(`${server.url}/ping`)).json());

    expect(models?.filter(({ languageCode }) => languageCode === "LSM")).toMatchObject([
      { version: "lsm-letters-1.0.0", active: true, labels: ["B", "L", "Y", "Ñ"] },
      { version: "lsm-letters-1.1.0", active: false },
    ]);
    expect(models?.map(({ version }) => version)).toEqual(
      expect.arrayContaining(ALPHABETS.map(({ version }) => version)),
    );
  });

  test("appears in the Worker's model info, whose own configuration wins", async () => {
    const inference = createContainerBackend(containerAt(server.url));
    const infoWith = (activeModels: Parts["settings"]["activeModels"]) => {
      const settings = { activeModels, gestureLabels: [], maxVideoBytes: 1024 };
      return describeModel({ inference, models: ALPHABETS, settings } as unknown as Parts);
    };

    const info = await infoWith({});
    const other = await infoWith({ LSM: "lsm-letters-1.1.0" });

    expect(info.languages).toEqual(["ASL", "LSM"]);
    expect(info.supportedGestures).toEqual(expect.arrayContaining(["A", "Ñ"]));
    const activeOf = ({ models }: typeof info) => models.filter(({ active }) => active);
    expect(activeOf(info)).toMatchObject([
      { languageCode: "ASL", gestureCount: 26 },
      { version: "lsm-letters-1.0.0", gestureCount: 4, metrics: { mean_top1: expect.any(Number) } },
    ]);
    expect(activeOf(other).map(({ version }) => version)).toContain("lsm-letters-1.1.0");
    expect(activeOf(other).map(({ version }) => version)).not.toContain("lsm-letters-1.0.0");
  });

  test("reads a clip by the active version, or by the one that the request names", async () => {
    const active = await resultOf(await invoke(server, clip, { query: "language=LSM" }));
    const newest = await resultOf(
      await invoke(server, clip, { query: "language=LSM&model_version=lsm-letters-1.1.0" }),
    );

    expect([active.model_version, active.predictions[0]?.label]).toEqual(["lsm-letters-1.0.0", "L"]);
    expect([newest.model_version, newest.predictions[0]?.label]).toEqual(["lsm-letters-1.1.0", "L"]);
    expect(active.predictions).toHaveLength(4);
  });

  test("gives feedback from its own letters", async () => {
    const answer = await invoke(server, clip, { query: `language=LSM&expected=${encodeURIComponent("Ñ")}` });

    expect((await resultOf(answer)).feedback).toEqual(
      expect.arrayContaining([{ part: "middle", code: "straighten" }]),
    );
  });

  test("refuses a version that is not there and names those that are, also in custom attributes", async () => {
    const response = await invoke(server, clip, {
      headers: {
        "X-Amzn-SageMaker-Custom-Attributes": "language=LSM;model_version=asl-letters-1.0.0",
        "Accept-Language": "es",
      },
    });

    expect(response.status).toBe(422);
    const problem = await problemOf(response);
    expect(problem.code).toBe("model_version_not_supported");
    expect(problem.detail).toContain("LSM: lsm-letters-1.0.0, lsm-letters-1.1.0.");
  });

  test("is kept when it would be trained over, unless that is asked for", async () => {
    const weights = join(folder, "alphabets/lsm/1.0.0/weights.json");
    const before = await readFile(weights);

    await expect(train("--version", "1.0.0")).rejects.toThrow(/lsm-letters-1\.0\.0 exists/);
    await train("--version", "1.0.0", "--replace");

    expect(await readFile(weights)).toEqual(before);
  });
});

describe("the command", () => {
  test("names what is wrong with its options", async () => {
    await expect(train("--version", "one", "--language", "../asl")).rejects.toThrow(
      /--language must be a language code such as LSM; --version must be three numbers/,
    );
  });
});
