/** Shortens an answer so that a README can show it. */

const MOST_ELEMENTS = 2;
const MOST_CHARACTERS = 700;
const MOST_LINES = 8;
/** Of a key only the id may be shown. */
const API_KEY = /(senal_[0-9a-f]{16}_)[\w-]+/g;
/** Comments in a stream of events come as often as the stream is slow. */
const SIGN_OF_LIFE = /^: .*\n\n/gm;

export function abridge(output: string): string {
  const text = shortened(output.replaceAll(SIGN_OF_LIFE, "").replaceAll(API_KEY, "$1..."));
  const lines = text.trimEnd().split("\n");
  return lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES), "..."].join("\n") : lines.join("\n");
}

function shortened(text: string): string {
  try {
    return abridgedJson(JSON.parse(text));
  } catch {
    return text.replaceAll(
      /^data: (\{.*\})$/gm,
      (_, data: string) => `data: ${abridgedJson(JSON.parse(data))}`,
    );
  }
}

function abridgedJson(value: unknown): string {
  const text = written(value);
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 100)} ...` : text;
}

/** JSON, except that long lists end in three dots. */
function written(value: unknown): string {
  if (Array.isArray(value)) {
    const elements = value.slice(0, MOST_ELEMENTS).map(written);
    return `[${[...elements, ...(value.length > MOST_ELEMENTS ? [" ..."] : [])].join(",")}]`;
  }
  if (typeof value === "object" && value !== null) {
    return `{${Object.entries(value)
      .map(([name, member]) => `${JSON.stringify(name)}:${written(member)}`)
      .join(",")}}`;
  }
  return JSON.stringify(value);
}
