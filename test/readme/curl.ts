/** Sends what a curl command says, so that the README can be followed where there is no curl. */
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { parse } from "shell-quote";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const TIMEOUT_MS = 60_000;

const OPTIONS = {
  request: { type: "string", short: "X" },
  header: { type: "string", short: "H", multiple: true },
  data: { type: "string", short: "d" },
  "data-binary": { type: "string" },
  form: { type: "string", short: "F", multiple: true },
  "no-buffer": { type: "boolean", short: "N" },
  include: { type: "boolean", short: "i" },
} as const;

export interface CurlAnswer {
  readonly method: string;
  readonly url: URL;
  readonly status: number;
  /** What curl would print. */
  readonly output: string;
}

/** Throws when the command uses what is not understood here, or when no answer comes. */
export async function curl(command: string): Promise<CurlAnswer> {
  const { values, positionals } = parseArgs({
    args: await words(command),
    options: OPTIONS,
    allowPositionals: true,
  });
  const [program, address = "", ...others] = positionals;
  if (program !== "curl" || others.length > 0) throw new Error(`Not one request: ${command}`);
  const body = await bodyOf(values);
  const method = values.request ?? (body === undefined ? "GET" : "POST");
  const headers = new Headers((values.header ?? []).map((line) => nameAndValue(line, ": ")));
  const response = await fetch(address, {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const text = await response.text();
  return {
    method,
    url: new URL(address),
    status: response.status,
    output: values.include ? `${headOf(response)}\n\n${text}` : text,
  };
}

/** The command's words as a shell sees them, with files written out as base64. */
async function words(command: string): Promise<string[]> {
  let text = command.replaceAll("\\\n", " ");
  for (const [whole, path = ""] of command.matchAll(/\$\(base64 -w0 (\S+?)\)/g)) {
    text = text.replaceAll(whole, await readFile(join(ROOT, path), "base64"));
  }
  return parse(text).map((word) => {
    if (typeof word === "string") return word;
    throw new Error(`More than one program is called: ${command}`);
  });
}

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>["values"];

async function bodyOf({ data, form, ...values }: Values): Promise<BodyInit | undefined> {
  const binary = values["data-binary"];
  if (form) return formOf(form);
  return binary?.startsWith("@") ? readFile(join(ROOT, binary.slice(1))) : (binary ?? data);
}

async function formOf(fields: readonly string[]): Promise<FormData> {
  const form = new FormData();
  for (const field of fields) {
    const [name, value] = nameAndValue(field, "=");
    if (value.startsWith("@")) {
      const [path = "", type = ""] = value.slice(1).split(";type=");
      form.append(name, new Blob([await readFile(join(ROOT, path))], { type }), basename(path));
    } else form.append(name, value);
  }
  return form;
}

function nameAndValue(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return [text.slice(0, at), text.slice(at + separator.length)];
}

function headOf({ status, headers }: Response): string {
  const lines = [`HTTP/1.1 ${status}`];
  headers.forEach((value, name) => {
    lines.push(`${name}: ${value}`);
  });
  return lines.join("\n");
}
