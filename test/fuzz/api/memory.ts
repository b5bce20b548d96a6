/**
 * What answers told, so that later requests can name it: ids, addresses, cursors. A request is made before it is known
 * what there will be, so it says `@@name:7@@`, and that is looked up when it is sent.
 */
import fc from "fast-check";

/** Values kept for each name. */
const KEPT = 32;
/** Stands for a name that no answer has told yet. */
const UNKNOWN = "00000000-0000-4000-8000-000000000000";
const PLACEHOLDER = /@@([\w-]*):(\d+)@@/g;

export const learnt = (name: string): fc.Arbitrary<string> =>
  fc.nat({ max: KEPT - 1 }).map((index) => `@@${name}:${index}@@`);

export interface Memory {
  /** Takes in the texts of an answer. */
  learn(answer: unknown): void;
  /** Puts what is known in the place of what {@link learnt} left; `quote` writes it as the text around it does. */
  fill(text: string, quote?: (value: string) => string): string;
}

/** `secret` is never learnt, so that no request revokes the keys that others come with. */
export function createMemory(secret: ReadonlySet<string> = new Set()): Memory {
  const known = new Map<string, string[]>();

  function learn(value: unknown, name = ""): void {
    if (Array.isArray(value)) for (const item of value) learn(item, name);
    else if (typeof value === "object" && value !== null)
      for (const [key, item] of Object.entries(value)) learn(item, key);
    else if (typeof value === "string" && value.length <= 256) keep(toName(name), value);
  }

  function keep(name: string, value: string): void {
    const values = known.get(name) ?? [];
    if (!values.includes(value) && !secret.has(value)) known.set(name, [value, ...values].slice(0, KEPT));
  }

  function find(name: string, index: number): string {
    const wanted = toName(name);
    const values = [...known].filter(([told]) => told.endsWith(wanted)).flatMap(([, texts]) => texts);
    return values[index % Math.max(1, values.length)] ?? UNKNOWN;
  }

  return {
    learn,
    fill: (text, quote = (value) => value) =>
      text.replaceAll(PLACEHOLDER, (_, name: string, index: string) => quote(find(name, Number(index)))),
  };
}

/** `nextCursor` is asked for as `cursor`, and `suggestion_ids` one by one. */
const toName = (name: string): string => name.toLowerCase().replace(/s$/, "");
