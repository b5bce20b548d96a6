/** The README is true: its requests are answered as it says, it shows every route, and its table of proofs holds. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { shownCommands } from "../readme/commands.ts";
import { type FollowedCommand, follow } from "../readme/follow.ts";
import { OutputTail } from "../stack/output-tail.ts";
import { freePorts } from "../stack/ports.ts";
import { type Stack, startStack } from "../stack/stack.ts";

const path = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const README = await readFile(path("README.md"), "utf8");
const SPANISH_README = await readFile(path("README.es.md"), "utf8");

/** Names of members in a JSON text, also in one that is cut short. */
const memberNames = (text: string): string[] => [...text.matchAll(/"(\w+)":/g)].map(([, name = ""]) => name);
const problemCode = (text: string): string | undefined => /^\{"type":"urn:senal:error:(\w+)"/.exec(text)?.[1];
/** Lines without JSON up to their first figure, which is another one each time. */
const plainLines = (text: string): string[] =>
  text
    .split("\n")
    .filter((line) => line !== "..." && !/[{"]/.test(line))
    .map((line) => line.replace(/\d.*$/, ""));

describe("the README", () => {
  let folder: string;
  let stack: Stack;
  const followed: FollowedCommand[] = [];
  const output = new OutputTail();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "senal-readme-"));
    stack = await startStack({ ports: await freePorts(), persistTo: join(folder, "state"), output });
    await follow(shownCommands(README), stack, (command) => void followed.push(command)).catch((cause) => {
      throw new Error(`${String(cause)}\n${output.tail()}`);
    });
  }, 240_000);

  afterAll(async () => {
    await stack?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test("shows what every request is answered with", () => {
    const wrong = followed.flatMap(({ shown, status, output }) => {
      const actual = new Set(memberNames(output));
      const missing = [
        ...memberNames(shown.output).filter((name) => !actual.has(name)),
        ...plainLines(shown.output).filter((line) => !output.includes(line)),
      ];
      const code = problemCode(shown.output);
      const isAsShown = code === problemCode(output) && (code !== undefined || status < 400);
      return missing.length > 0 || !isAsShown ? [{ command: shown.text, status, missing, output }] : [];
    });

    expect(followed.length).toBeGreaterThan(0);
    expect(wrong).toEqual([]);
  });

  test("shows a program that reads a letter live", async () => {
    const [, program = ""] = /```js\n([\s\S]*?)```/.exec(README) ?? [];
    const shown = shownCommands(README).find(({ text }) => text.startsWith("npx node"));

    const host = new URL(stack.workerUrl).host;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["--input-type=module", "-e", program.replaceAll("127.0.0.1:8787", host)],
      { cwd: path(""), timeout: 30_000 },
    );

    expect(memberNames(stdout)).toEqual(memberNames(shown?.output ?? ""));
    expect(stdout).toContain('"text":"L"');
  });

  test("shows every route, except those that open a WebSocket, with curl", async () => {
    const document = (await (await fetch(`${stack.workerUrl}/api/openapi.json`)).json()) as {
      paths: Record<string, Record<string, { responses: object }>>;
    };
    const shown = followed.map(({ method, url }) => `${method} ${url.pathname}`);

    const hidden = Object.entries(document.paths).flatMap(([template, methods]) => {
      const pattern = template.replaceAll(/\{\w+\}/g, "[^/]+");
      return Object.entries(methods)
        .filter(([, { responses }]) => responses && !("101" in responses))
        .map(([method]) => method.toUpperCase())
        .filter((method) => !shown.some((request) => new RegExp(`^${method} ${pattern}$`).test(request)))
        .map((method) => `${method} ${template}`);
    });

    expect(hidden).toEqual([]);
  });
});

describe("the README in Spanish", () => {
  test("shows the same commands and answers", () => {
    expect(shownCommands(SPANISH_README)).toEqual(shownCommands(README));
  });
});

describe("the table of the original routes", () => {
  const proofs = [...README.matchAll(/\[`([^`]+)`\]\((test\/[\w./-]+)\)/g)];

  test.each(proofs.map(([, name = "", file = ""]) => [name, file]))(
    "names a test that there is: %s",
    async (name, file) => {
      expect(existsSync(path(file))).toBe(true);
      expect(await readFile(path(file), "utf8")).toContain(name);
    },
  );

  test("names some", () => {
    expect(proofs.length).toBeGreaterThan(10);
  });
});
