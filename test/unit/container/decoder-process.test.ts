/** What a decoder that a hostile file has taken over finds: this is looked at from outside and from within. */
import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { decoderArguments, startDecoder } from "../../../container/decode/decoder.ts";

/** Processes that this one has started. */
const children = (): string[] =>
  readdirSync("/proc/self/task").flatMap((task) =>
    readFileSync(`/proc/self/task/${task}/children`, "utf8").split(" ").filter(Boolean),
  );

test.runIf(process.platform === "linux")(
  "a decoder has an empty environment and runs under permissions",
  async () => {
    process.env.SECRET_OF_THE_SERVER = "visible";
    const others = children();
    const decoder = startDecoder(64);
    const [pid] = children().filter((child) => !others.includes(child));
    const about = (what: string): string => readFileSync(`/proc/${pid}/${what}`, "utf8");

    expect(about("environ")).toBe("");
    expect(about("cmdline").split("\0")).toEqual(expect.arrayContaining(decoderArguments(64)));
    decoder.kill();
    delete process.env.SECRET_OF_THE_SERVER;
  },
);

const ATTEMPTS = {
  "read another file": `require("node:fs").readFileSync("/etc/hostname")`,
  "read the server's code": `require("node:fs").readFileSync(${JSON.stringify(fileURLToPath(new URL("../../../container/server.ts", import.meta.url)))})`,
  "write a file": `require("node:fs").writeFileSync(${JSON.stringify(join(tmpdir(), "written-by-a-decoder"))}, "x")`,
  "start a program": `require("node:child_process").execSync("id")`,
  "start a thread": `new (require("node:worker_threads").Worker)("1", { eval: true })`,
};

test.each(Object.entries(ATTEMPTS))("the JavaScript of a decoder cannot %s", async (_, attempt) => {
  const program = `try { ${attempt}; console.log("done") } catch (cause) { console.log(cause.code) }`;

  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...decoderArguments(64), "--eval", program],
    { env: {}, cwd: "/" },
  );

  expect(stdout.trim()).toBe("ERR_ACCESS_DENIED");
});
