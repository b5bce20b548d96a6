import type { z } from "zod";
import { en, es } from "zod/locales";
import type { Locale } from "../../shared/contract/messages.ts";
import type { FieldError } from "../../shared/contract/problem.ts";
import { err, ok, type Result } from "../../shared/contract/result.ts";
import type { AppContext } from "./app-context.ts";
import { isTooDeep, MAX_JSON_DEPTH } from "./json-depth.ts";
import { localeOf } from "./locale.ts";
import { ProblemError } from "./problem.ts";

/** Most requests are a few fields; nothing legitimate comes near this. */
export const MAX_BODY_BYTES = 64 * 1024;
const JSON_MEDIA_TYPE = /^application\/([\w.+-]+\+)?json\s*(;|$)/i;

const SENTENCES = { en: en().localeError, es: es().localeError };

/** The JSON body of a request, parsed by its schema. Ends the request with 415, 413, 400 or 422, whatever is wrong. */
export async function readJson<T extends z.ZodType>(
  c: AppContext,
  schema: T,
  maxBytes = MAX_BODY_BYTES,
): Promise<z.output<T>> {
  if (!isJson(c))
    throw new ProblemError({ code: "unsupported_media_type", params: { expected: "application/json" } });
  return valueOrFieldErrors(checkFields(c, schema, parseJson(await readText(c, maxBytes))));
}

/** A body without a media type is taken for JSON, as the former service did. */
export function isJson(c: AppContext): boolean {
  const mediaType = c.req.header("Content-Type");
  return mediaType === undefined || JSON_MEDIA_TYPE.test(mediaType);
}

/** As {@link readJson}, where a request without a body means `{}`. */
export async function readJsonOrNothing<T extends z.ZodType>(c: AppContext, schema: T): Promise<z.output<T>> {
  if (c.req.raw.body !== null) return readJson(c, schema);
  return valueOrFieldErrors(checkFields(c, schema, {}));
}

/** The query of a request, parsed by its schema; the first value counts where a name is repeated. Ends the request with 422. */
export const readQuery = <T extends z.ZodType>(c: AppContext, schema: T): z.output<T> =>
  valueOrFieldErrors(checkFields(c, schema, c.req.query()));

/** What is wrong with a value, in the reader's language; `at` is where the value lies in the request. */
export function checkFields<T extends z.ZodType>(
  c: AppContext,
  schema: T,
  value: unknown,
  at: readonly PropertyKey[] = [],
): Result<z.output<T>, readonly FieldError[]> {
  const locale = localeOf(c);
  const parsed = schema.safeParse(value, { error: SENTENCES[locale] });
  return parsed.success ? ok(parsed.data) : err(toFieldErrors(parsed.error, at, locale));
}

export function valueOrFieldErrors<T>(checked: Result<T, readonly FieldError[]>): T {
  if (checked.ok) return checked.value;
  throw new ProblemError({ code: "validation_failed" }, checked.error);
}

/** Reads at most the allowed size, also when the request does not say how long it is; more than that is a 413. */
export async function readText(
  c: AppContext,
  maxBytes: number,
  body: ReadableStream<Uint8Array> | null = c.req.raw.body,
): Promise<string> {
  const tooLarge = () =>
    new ProblemError({ code: "payload_too_large", params: { limit: `${maxBytes / 1024} KB` } });
  if (Number(c.req.header("Content-Length") ?? 0) > maxBytes) throw tooLarge();
  const decoder = new TextDecoder();
  let text = "";
  let sizeBytes = 0;
  for await (const chunk of body ?? []) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > maxBytes) throw tooLarge();
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function parseJson(text: string): unknown {
  const malformed = (reason: string) => new ProblemError({ code: "malformed_json", params: { reason } });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw malformed(cause instanceof Error ? cause.message : String(cause));
  }
  if (isTooDeep(value)) throw malformed(`it is nested deeper than ${MAX_JSON_DEPTH} levels`);
  return value;
}

/** One entry a field; a key that does not belong there is pointed at by its own name. */
function toFieldErrors(error: z.ZodError, at: readonly PropertyKey[], locale: Locale): FieldError[] {
  return error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => ({
          pointer: toPointer([...at, ...issue.path, key]),
          detail: SENTENCE_UNKNOWN_FIELD[locale],
        }))
      : [{ pointer: toPointer([...at, ...issue.path]), detail: issue.message }],
  );
}

const SENTENCE_UNKNOWN_FIELD: Record<Locale, string> = {
  en: "This field is not known here; leave it out.",
  es: "Este campo no se conoce aquí; elimínelo.",
};

/** JSON pointer (RFC 6901). */
const toPointer = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
