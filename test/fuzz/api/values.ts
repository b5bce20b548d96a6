/** Values that a JSON schema allows, as fast-check makes and shrinks them. */
import fc from "fast-check";
import type { JsonSchema } from "../../openapi/description.ts";
import { addresses, files } from "./media.ts";
import { learnt } from "./memory.ts";

/** Optional fields are left out in half of the cases. */
const MOST_ITEMS = 4;
const LONGEST_TEXT = 40;
const WIDEST_NUMBER = 1e6;

/** Fields whose text is more than text, by name. */
const KINDS: Readonly<Record<string, () => fc.Arbitrary<string>>> = {
  data: () => fc.oneof({ weight: 2, arbitrary: addresses }, { weight: 1, arbitrary: base64Of(files) }),
  s3VideoUrl: () => addresses,
};

/** Names that come again and again, so that requests meet what earlier ones left. */
export const FAMILIAR = ["a", "b", "c", "fuzz-1"];

export function valueFor(schema: JsonSchema, name = ""): fc.Arbitrary<unknown> {
  const plain = plainValueFor(schema, name);
  return schema.example === undefined
    ? plain
    : fc.oneof({ weight: 2, arbitrary: fc.constant(schema.example) }, { weight: 3, arbitrary: plain });
}

function plainValueFor(schema: JsonSchema, name: string): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum);
  const branches = (schema.anyOf ?? schema.oneOf) as readonly JsonSchema[] | undefined;
  if (branches) return fc.oneof(...branches.map((branch) => valueFor(branch, name)));
  const types = [(schema.type ?? "any") as string | string[]].flat();
  return fc.oneof(...types.map((type) => ofType(type, schema, name)));
}

function ofType(type: string, schema: JsonSchema, name: string): fc.Arbitrary<unknown> {
  switch (type) {
    case "object":
      return objectOf(schema);
    case "array":
      return fc.array(valueFor((schema.items ?? {}) as JsonSchema, name), {
        minLength: Number(schema.minItems ?? 0),
        maxLength: Math.max(
          Number(schema.minItems ?? 0),
          Math.min(Number(schema.maxItems ?? MOST_ITEMS), MOST_ITEMS),
        ),
      });
    case "string":
      return textFor(schema, name);
    case "integer":
      return fc.integer({ ...boundsOf(schema, Math.ceil, Math.floor) });
    case "number":
      return fc.double({ ...boundsOf(schema), noNaN: true });
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function objectOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>);
  const required = (schema.required ?? []) as string[];
  const known = fc.record(Object.fromEntries(properties.map(([key, value]) => [key, valueFor(value, key)])), {
    requiredKeys: required,
  });
  const others = schema.additionalProperties;
  if (typeof others !== "object" || others === null) return known;
  const key = fc.oneof(fc.constantFrom(...FAMILIAR, "api", "rate"), fc.string({ maxLength: 8 }));
  return fc
    .tuple(known, fc.dictionary(key, valueFor(others as JsonSchema), { maxKeys: 3 }))
    .map(([first, second]) => ({ ...first, ...second }));
}

/** The text of a field: of its schema, or one that an answer gave under this name. */
export function textFor(schema: JsonSchema, name: string): fc.Arbitrary<string> {
  const fresh = KINDS[name]?.() ?? freshTextFor(schema);
  return fc.oneof({ weight: 2, arbitrary: fresh }, { weight: 1, arbitrary: learnt(name) });
}

function freshTextFor(schema: JsonSchema): fc.Arbitrary<string> {
  const any = anyTextFor(schema);
  return typeof schema.default === "string" ? fc.oneof(fc.constant(schema.default), any) : any;
}

function anyTextFor({ pattern, format, minLength, maxLength }: JsonSchema): fc.Arbitrary<string> {
  if (format === "uuid") return fc.uuid();
  if (format === "uri") return addresses;
  if (typeof pattern === "string") {
    const allowed = new RegExp(pattern);
    const familiar = FAMILIAR.filter((text) => allowed.test(text));
    const any = fc.stringMatching(allowed);
    return familiar.length === 0
      ? any
      : fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...familiar) }, { weight: 1, arbitrary: any });
  }
  const least = Number(minLength ?? 0);
  const most = Math.max(least, Math.min(Number(maxLength ?? LONGEST_TEXT), LONGEST_TEXT));
  return fc.string({ minLength: least, maxLength: most, unit: "grapheme" });
}

function boundsOf(schema: JsonSchema, up = (value: number) => value, down = (value: number) => value) {
  const min = Number(schema.minimum ?? schema.exclusiveMinimum ?? -WIDEST_NUMBER);
  const max = Number(schema.maximum ?? schema.exclusiveMaximum ?? WIDEST_NUMBER);
  const least = Math.max(up(min), Number.MIN_SAFE_INTEGER);
  return { min: least, max: Math.max(least, Math.min(down(max), Number.MAX_SAFE_INTEGER)) };
}

const base64Of = (bytes: fc.Arbitrary<Uint8Array>): fc.Arbitrary<string> =>
  bytes.map((file) => Buffer.from(file).toString("base64"));
