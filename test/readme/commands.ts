/** The commands that a README shows, with what they answered when it was written. */

export interface ShownCommand {
  /** Without the prompt; lines that belong together are one command. */
  readonly text: string;
  readonly output: string;
}

const CONSOLE_BLOCK = /^```console\n([\s\S]*?)^```$/gm;
const PROMPT = "$ ";

/** Every command of the console blocks, in order. */
export const shownCommands = (markdown: string): ShownCommand[] =>
  [...markdown.matchAll(CONSOLE_BLOCK)].flatMap(([, block = ""]) => commandsOf(block));

/** The README with the answers of its commands replaced; a command without one keeps what it shows. */
export const withOutputs = (markdown: string, outputs: ReadonlyMap<string, string>): string =>
  markdown.replaceAll(CONSOLE_BLOCK, (_, block: string) => {
    const commands = commandsOf(block).map(
      ({ text, output }) => `${PROMPT}${text}\n${outputs.get(text) ?? output}`,
    );
    return `\`\`\`console\n${commands.join("\n").trimEnd()}\n\`\`\``;
  });

function commandsOf(block: string): ShownCommand[] {
  const commands: { text: string; output: string }[] = [];
  for (const line of block.trimEnd().split("\n")) {
    const current = commands.at(-1);
    if (current && current.output === "" && isUnfinished(current.text)) current.text += `\n${line}`;
    else if (line.startsWith(PROMPT)) commands.push({ text: line.slice(PROMPT.length), output: "" });
    else if (current) current.output += `${current.output === "" ? "" : "\n"}${line}`;
  }
  return commands;
}

/** Whether a quote is open at the end, or the line goes on after a backslash. */
function isUnfinished(text: string): boolean {
  let open = "";
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? "";
    if (character === "\\" && open !== "'") at += 1;
    else if (open === "") open = /['"]/.test(character) ? character : "";
    else if (character === open) open = "";
  }
  return open !== "" || text.endsWith("\\");
}
