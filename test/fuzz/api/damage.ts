/** Makes wrong what was right: values of the wrong kind, missing and unknown keys, texts that trip readers. */
import fc from "fast-check";

const LONG = 3000;
const DEEP = 200;

/** Texts that have broken programs before. */
export const ODD_TEXTS = [
  "",
  " ",
  "\u0000",
  "a\u0000b",
  "\ud800",
  "\u202Ecba",
  "💥".repeat(20),
  "é".normalize("NFD"),
  "__proto__",
  "constructor",
  "../../etc/passwd",
  "' OR 1=1 --",
  "{{7*7}}",
  "<script>alert(1)</script>",
  "NaN",
  "-0",
  "1e999",
  "x".repeat(LONG),
];

const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...ODD_TEXTS),
  fc.constantFrom(null, true, false, 0, -1, 0.5, 1e308, -1e308, 2 ** 53, 1e-320, 4294967296),
  fc.constantFrom<unknown>([], {}, [[]], [null], { length: 3 }, nested(DEEP)),
  fc.jsonValue({ maxDepth: 2 }),
);

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level++) value = [value];
  return value;
}

type Change = (holder: Record<string, unknown>, key: string, odd: unknown) => void;

const CHANGES: readonly Change[] = [
  (holder, key, odd) => {
    holder[key] = odd;
  },
  (holder, key) => {
    delete holder[key];
  },
  (holder, key, odd) => {
    holder[`${key}_`] = odd;
  },
  (holder, key) => {
    holder[key] = [holder[key]];
  },
  (holder, key) => {
    holder[key] = Array(150).fill(holder[key]);
  },
  (holder, key) => {
    Object.defineProperty(holder, "__proto__", { value: holder[key], enumerable: true });
  },
];

/** The value with one or two of its places changed, or another in its place. */
export const damaged = (valid: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc
    .tuple(
      valid,
      fc.array(fc.tuple(fc.nat(), fc.constantFrom(...CHANGES), oddValue), { minLength: 1, maxLength: 2 }),
    )
    .map(([value, changes]) => changes.reduce(changed, value));

function changed(value: unknown, [at, change, odd]: readonly [number, Change, unknown]): unknown {
  const whole = { root: structuredClone(value) };
  const places = placesOf(whole);
  const [holder, key] = places[at % places.length] ?? [whole, "root"];
  change(holder, key, odd);
  return "root" in whole ? whole.root : null;
}

function placesOf(holder: object): (readonly [Record<string, unknown>, string])[] {
  return Object.entries(holder).flatMap(([key, value]) => [
    [holder as Record<string, unknown>, key] as const,
    ...(typeof value === "object" && value !== null ? placesOf(value) : []),
  ]);
}

/** What is no JSON, or only just. */
export const brokenJson = (json: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof(
    fc.tuple(json, fc.nat()).map(([text, at]) => text.slice(0, at % Math.max(1, text.length))),
    fc.tuple(json, fc.nat(), fc.string({ maxLength: 3 })).map(([text, at, more]) => {
      const place = at % Math.max(1, text.length);
      return text.slice(0, place) + more + text.slice(place);
    }),
    fc.constantFrom(
      "",
      "\ufeff{}",
      "{}{}",
      "{'a':1}",
      "NaN",
      "[".repeat(5000),
      '{"a":1,}',
      '"\\ud800"',
      "\u0000",
      "nul",
    ),
    fc.string(),
  );
