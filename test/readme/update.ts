/** `npm run readme`: runs every request that README.md shows on a stack of its own, and writes down what it answers now. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { OutputTail } from "../stack/output-tail.ts";
import { freePorts } from "../stack/ports.ts";
import { startStack } from "../stack/stack.ts";
import { abridge } from "./abridge.ts";
import { shownCommands, withOutputs } from "./commands.ts";
import { follow } from "./follow.ts";

const READMES = ["README.md", "README.es.md"];

const folder = await mkdtemp(join(tmpdir(), "senal-readme-"));
const stack = await startStack({
  ports: await freePorts(),
  persistTo: join(folder, "state"),
  output: new OutputTail(),
});
try {
  const outputs = new Map<string, string>();
  const [first = ""] = READMES;
  await follow(shownCommands(await readFile(first, "utf8")), stack, ({ shown, status, outputAsWritten }) => {
    console.log(`${status}  ${shown.text.split("\n")[0]}`);
    outputs.set(shown.text, abridge(outputAsWritten));
  });
  for (const name of READMES) await writeFile(name, withOutputs(await readFile(name, "utf8"), outputs));
} finally {
  await stack.stop();
  await rm(folder, { recursive: true, force: true });
}
