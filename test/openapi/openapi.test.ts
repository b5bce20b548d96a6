/** The API description is complete, true, and enough to generate a client from. */
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { INLINE_FILE } from "../../shared/contract/examples.ts";
import { fuzz } from "../fuzz/api/run.ts";
import { createDrives, type Drives } from "./client/drives.ts";
import { bareApp, type MediaType, readDescription, routesOf } from "./description.ts";
import { type RunningWorker, startWorker } from "./running-worker.ts";

const description = await readDescription();
const routes = routesOf(description);
/** A crowded machine takes its time over the compiler and some hundred requests. */
const DEADLINE_MS = 240_000;
const nameOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;

describe("the API description", () => {
  test("has every route of the app, but for pages and their files", () => {
    const registered = bareApp()
      .routes.filter(({ method, path }) => method !== "ALL" && /^\/(api|ml)\//.test(path))
      .map(({ method, path }) => nameOf({ method, path: path.replaceAll(/:(\w+)/g, "{$1}") }));

    expect(routes.map(nameOf)).toEqual(expect.arrayContaining(registered));
  });

  test("names each operation once, under a tag that it explains", () => {
    const ids = routes.map(({ operationId }) => operationId);
    const explained = description.tags.map(({ name }) => name);

    expect(new Set(ids).size).toBe(ids.length);
    expect(routes.filter(({ tags }) => !tags.every((tag) => explained.includes(tag)))).toEqual([]);
  });

  test("has an example of every JSON or text, and each is right by its schema", () => {
    const ajv = new Ajv2020({ strict: false });
    addFormats.default(ajv);
    const media = routes.flatMap((route) =>
      [route.requestBody?.content, ...Object.values(route.responses).map(({ content }) => content)]
        .flatMap((content) => Object.entries(content ?? {}))
        .filter(([type]) => /json$|^text\//.test(type))
        .map(([type, of]) => [`${nameOf(route)} ${type}`, of] as const),
    );
    const wrong = media.flatMap(([name, of]) => {
      const examples = examplesOf(of);
      if (examples.length === 0) return [`${name} has none`];
      return examples
        .filter((example) => !ajv.validate(of.schema ?? {}, example))
        .map(() => `${name}: ${ajv.errorsText()}`);
    });

    expect(media.length).toBeGreaterThan(100);
    expect(wrong).toEqual([]);
  });

  test("says how the service is asked for a key, and that it may do without", () => {
    expect(description).toMatchObject({
      security: [{ bearerKey: [] }, { apiKey: [] }, {}],
      components: {
        securitySchemes: {
          bearerKey: { type: "http", scheme: "bearer" },
          apiKey: { type: "apiKey", in: "header", name: "X-API-Key" },
        },
      },
    });
  });
});

describe("the service as it runs", () => {
  let worker: RunningWorker;
  beforeAll(async () => {
    worker = await startWorker();
  });
  afterAll(() => worker?.stop());

  test(
    "answers a generated client, which compiles, on every route of the description",
    async () => {
      const clip = await readFile(join(import.meta.dirname, "../clips/asl-l.mp4"));
      const drives = createDrives(worker.url, {
        video: new Blob([clip], { type: "video/mp4" }),
        picture: new Blob([Buffer.from(INLINE_FILE, "base64")], { type: "image/png" }),
        picture64: INLINE_FILE,
      });
      const compiled = compileClient();
      const statuses: Record<string, number> = {};
      for (const [name, drive] of Object.entries(drives) as [keyof Drives, Drives[keyof Drives]][]) {
        statuses[name] = (await drive()).response.status;
      }
      const unexpected = Object.entries(statuses).filter(([name, status]) => status !== (USUAL[name] ?? 200));

      expect(Object.keys(drives).toSorted()).toEqual(routes.map(({ operationId }) => operationId).toSorted());
      expect(unexpected).toEqual([]);
      expect(await compiled).toBe("");
    },
    DEADLINE_MS,
  );

  test(
    "answers requests of any shape as the description foresees",
    async () => {
      const reports: string[] = [];
      const result = await fuzz(worker, {
        routes,
        requests: 400,
        seed: 1,
        clients: 8,
        onViolation: (report) => reports.push(report),
      });

      expect(reports).toEqual([]);
      expect(result).toMatchObject({ violations: 0, server_errors: 0 });
      expect(Object.keys(result.answers)).toEqual(
        expect.arrayContaining(["200", "201", "400", "401", "403", "404", "422", "429"]),
      );
    },
    DEADLINE_MS,
  );
});

/** What the compiler has to say of the client code, once its types are generated anew. */
async function compileClient(): Promise<string> {
  const run = promisify(execFile);
  await run("node", [join(import.meta.dirname, "generate-types.ts")]);
  return run("tsc", ["-p", join(import.meta.dirname, "client")]).then(
    ({ stdout }) => stdout,
    ({ stdout }: { stdout: string }) => stdout,
  );
}

/** Successes other than 200, and what is answered where no WebSocket is opened, no letter is known and no mirror is set up. */
const USUAL: Readonly<Record<string, number>> = {
  uploadVideo: 201,
  presignUpload: 201,
  deleteAssessment: 204,
  defineSession: 201,
  createKey: 201,
  revokeKey: 204,
  openStream: 426,
  replayDeadLetter: 404,
  discardDeadLetter: 404,
  reconcileMirror: 409,
  watchSession: 426,
  deleteSession: 204,
};

const examplesOf = ({ example, examples, schema }: MediaType): unknown[] =>
  [example, schema?.example, ...Object.values(examples ?? {}).map(({ value }) => value)].filter(
    (value) => value !== undefined,
  );
