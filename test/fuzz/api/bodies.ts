/** Bodies of requests: as a media type and its schema want them, and in every way wrong. */
import fc from "fast-check";
import type { JsonSchema, MediaType, Route } from "../../openapi/description.ts";
import { brokenJson, damaged, ODD_TEXTS } from "./damage.ts";
import { files } from "./media.ts";
import { textFor, valueFor } from "./values.ts";

export interface Body {
  /** Undefined: the header is left out. */
  readonly contentType: string | undefined;
  /** A text may hold placeholders of what answers told. */
  readonly content: string | Uint8Array | undefined;
}

const BOUNDARY = "fuzz-boundary";
/** More than any route but uploads and imports takes. */
const TOO_LARGE = 600_000;
const JSON_TYPE = /[/+]json$/;

const ODD_TYPES = [
  undefined,
  "",
  "application/json",
  "application/json; charset=utf-16",
  "application/problem+json",
  "text/plain",
  "text/json",
  "application/x-www-form-urlencoded",
  "multipart/form-data",
  `multipart/form-data; boundary=${BOUNDARY}`,
  'multipart/form-data; boundary="',
  "video/mp4",
  "video/x-own",
  "image/png",
  "*/*",
  "a".repeat(300),
];

/** Most bodies are of a type that the route takes, and of those most are right. */
export function bodyFor(route: Route): fc.Arbitrary<Body> {
  const content = Object.entries(route.requestBody?.content ?? {});
  if (content.length === 0) return oftenNothing(NO_BODY, oddBody(fc.constant("{}")));
  const right = fc.oneof(...content.map(([contentType, media]) => typedBody(contentType, media)));
  const texts = right.map(({ content: body }) => (typeof body === "string" ? body : "{}"));
  return fc.oneof(
    { weight: 8, arbitrary: right },
    { weight: 2, arbitrary: oddBody(texts) },
    { weight: 1, arbitrary: NO_BODY },
  );
}

const NO_BODY: fc.Arbitrary<Body> = fc.constant({ contentType: undefined, content: undefined });

const oftenNothing = (nothing: fc.Arbitrary<Body>, something: fc.Arbitrary<Body>) =>
  fc.oneof({ weight: 9, arbitrary: nothing }, { weight: 1, arbitrary: something });

const oddBody = (texts: fc.Arbitrary<string>): fc.Arbitrary<Body> =>
  fc.record({
    contentType: fc.constantFrom(...ODD_TYPES),
    content: fc.oneof<fc.Arbitrary<string | Uint8Array>[]>(
      { weight: 3, arbitrary: texts } as never,
      fc.uint8Array({ maxLength: 100 }),
      fc.constant(" ".repeat(TOO_LARGE)),
    ),
  });

function typedBody(contentType: string, { schema = {}, example }: MediaType): fc.Arbitrary<Body> {
  if (contentType === "multipart/form-data") return formOf(schema);
  if (!JSON_TYPE.test(contentType))
    return fc.record({ contentType: fc.constant(contentType), content: files });
  const valid = valueFor(example === undefined ? schema : { ...schema, example });
  const json = valid.map(toJson);
  return fc.record({
    contentType: fc.constant(contentType),
    content: fc.oneof(
      { weight: 5, arbitrary: json },
      { weight: 4, arbitrary: damaged(valid).map(toJson) },
      { weight: 1, arbitrary: brokenJson(json) },
    ),
  });
}

const toJson = (value: unknown): string => JSON.stringify(value) ?? "null";

interface Part {
  readonly head: string;
  readonly content: Uint8Array;
}

/** A form by the properties of its schema, in any order, with parts missing, repeated, odd or cut off. */
function formOf(schema: JsonSchema): fc.Arbitrary<Body> {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>);
  const parts = properties.map(([name, property]) =>
    property.format === "binary" ? filePart(name) : fieldPart(name, property),
  );
  const odd = fc.oneof(filePart("file2"), fieldPart("unknown", {}), oddPart);
  const right = fc
    .tuple(...parts)
    .chain((all) => fc.shuffledSubarray(all, { minLength: Math.max(1, all.length - 1) }));
  return fc
    .record({
      parts: right,
      more: fc.oneof(
        { weight: 4, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: fc.array(odd, { maxLength: 3 }) },
      ),
      cut: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat({ max: 80 }) }),
      boundary: fc.oneof(
        { weight: 9, arbitrary: fc.constant(BOUNDARY) },
        { weight: 1, arbitrary: fc.constantFrom("other", `"${BOUNDARY}"`, "", "a b") },
      ),
    })
    .map(({ parts: good, more, cut, boundary }) => {
      const whole = Buffer.concat([
        ...[...more, ...good].flatMap(({ head, content }) => [
          Buffer.from(`--${BOUNDARY}\r\n${head}\r\n\r\n`),
          content,
          Buffer.from("\r\n"),
        ]),
        Buffer.from(`--${BOUNDARY}--\r\n`),
      ]);
      return {
        contentType: `multipart/form-data; boundary=${boundary}`,
        content: new Uint8Array(whole.subarray(0, whole.length - cut)),
      };
    });
}

const filePart = (name: string): fc.Arbitrary<Part> =>
  fc
    .record({
      content: files,
      type: fc.constantFrom("video/mp4", "image/png", "application/octet-stream", "text/html", ""),
      fileName: fc.constantFrom("clip.mp4", "a.png", "a", "ñ💥.mp4", "../a.avi", ""),
    })
    .map(({ content, type, fileName }) => ({
      head: `Content-Disposition: form-data; name="${name}"; filename="${fileName}"${type && `\r\nContent-Type: ${type}`}`,
      content,
    }));

const fieldPart = (name: string, schema: JsonSchema): fc.Arbitrary<Part> =>
  fc
    .oneof(
      {
        weight: 3,
        arbitrary: schema.type === "string" ? textFor(schema, name) : valueFor(schema).map(String),
      },
      { weight: 1, arbitrary: fc.constantFrom(...ODD_TEXTS) },
    )
    .map((text) => ({
      head: `Content-Disposition: form-data; name="${name}"`,
      content: Buffer.from(text),
    }));

const oddPart: fc.Arbitrary<Part> = fc.record({
  head: fc.constantFrom(
    "",
    "Content-Disposition: attachment",
    'Content-Disposition: form-data; name="file"',
    "Content-Disposition: form-data; name=\"file\"; filename*=utf-8''a",
    'Content-Disposition: form-data; name="__proto__"',
    "Content-Type: multipart/mixed; boundary=x",
    "x".repeat(17_000),
  ),
  content: fc.uint8Array({ maxLength: 60 }),
});
