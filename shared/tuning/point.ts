/** Points of a search space: parameter values as people write them, coordinates as the optimiser does. */
import { err, ok, type Result } from "../contract/result.ts";
import type { Parameter, ParameterValues } from "../contract/tuning.ts";
import type { Branch, Dimension, SearchSpace, SpaceProblem } from "./search-space.ts";

/** A place in the unit cube of one branch. */
export interface Point {
  readonly branch: number;
  readonly x: Float64Array;
}

type NumericParameter = Exclude<Parameter, { type: "categorical" }>;

/** Of numbers without declared decimals: what survives the way into the cube and back. */
const SIGNIFICANT_DIGITS = 12;
/** Rounding by a client may leave a value this far outside its bounds, in units of the range. */
const ROUNDING_TOLERANCE = 1e-9;

/**
 * The values of a point, checked: every parameter of its branch and no other, numbers within bounds, known choices.
 * Pointers lead into the values ("/guidance_scale").
 */
export function checkPoint(
  { branches }: SearchSpace,
  values: Readonly<Record<string, unknown>>,
): Result<ParameterValues, readonly SpaceProblem[]> {
  const branch = branches.find(({ choices }) =>
    Object.entries(choices).every(([name, choice]) => Object.hasOwn(values, name) && values[name] === choice),
  );
  if (!branch) return err(selectorProblems(branches, values));
  const known = new Set([
    ...Object.keys(branch.choices),
    ...branch.dimensions.map(({ parameter }) => parameter.name),
  ]);
  const problems: SpaceProblem[] = Object.keys(values)
    .filter((name) => !known.has(name))
    .map((name) => ({ pointer: pointerTo(name), reason: "unknown_parameter", params: { name } }));
  const checked: [string, string | number][] = Object.entries(branch.choices);
  for (const { parameter } of branch.dimensions) {
    const value = checkValue(
      parameter,
      Object.hasOwn(values, parameter.name) ? values[parameter.name] : undefined,
    );
    if (value.ok) checked.push([parameter.name, value.value]);
    else problems.push(value.error);
  }
  return problems.length > 0 ? err(problems) : ok(Object.fromEntries(checked));
}

/** No branch has these choices: says which category is missing or wrong. */
function selectorProblems(
  branches: readonly Branch[],
  values: Readonly<Record<string, unknown>>,
): SpaceProblem[] {
  let open = branches;
  for (const name of new Set(branches.flatMap(({ choices }) => Object.keys(choices)))) {
    const deciding = open.filter(({ choices }) => Object.hasOwn(choices, name));
    if (deciding.length === 0) continue;
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    const rest = deciding.filter(({ choices }) => choices[name] === value);
    if (rest.length === 0)
      return [
        value === undefined
          ? { pointer: pointerTo(name), reason: "missing_parameter", params: { name } }
          : {
              pointer: pointerTo(name),
              reason: "unknown_choice",
              params: {
                name,
                choices: [...new Set(deciding.map(({ choices }) => choices[name]))].join(", "),
              },
            },
      ];
    open = rest;
  }
  return [{ pointer: "", reason: "missing_parameter", params: { name: "" } }];
}

function checkValue(parameter: Parameter, value: unknown): Result<string | number, SpaceProblem> {
  const { name } = parameter;
  const pointer = pointerTo(name);
  if (value === undefined) return err({ pointer, reason: "missing_parameter", params: { name } });
  if (parameter.type === "categorical")
    return parameter.choices.includes(value as string)
      ? ok(value as string)
      : err({ pointer, reason: "unknown_choice", params: { name, choices: parameter.choices.join(", ") } });
  if (typeof value !== "number" || !Number.isFinite(value))
    return err({ pointer, reason: "not_a_number", params: { name } });
  const { low, high } = parameter;
  const slack = (high - low) * ROUNDING_TOLERANCE;
  if (value < low - slack || value > high + slack)
    return err({ pointer, reason: "out_of_range", params: { name, low, high } });
  if (parameter.type === "int" && !Number.isInteger(value))
    return err({ pointer, reason: "not_an_integer", params: { name } });
  return ok(value);
}

const pointerTo = (name: string): string => `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;

/** Coordinates of checked values. */
export function encode({ branches }: SearchSpace, values: ParameterValues): Point {
  const branch = branches.find(({ choices }) =>
    Object.entries(choices).every(([name, choice]) => values[name] === choice),
  );
  if (!branch) throw new Error("Only checked values have coordinates");
  const x = new Float64Array(branch.coordinates);
  for (const { parameter, offset } of branch.dimensions) {
    const value = values[parameter.name];
    if (parameter.type === "categorical") x[offset + parameter.choices.indexOf(value as string)] = 1;
    else x[offset] = toUnit(parameter, value as number);
  }
  return { branch: branch.index, x };
}

/** The nearest values that can be suggested: whole numbers, declared decimals, one choice of each category. */
export function decode({ branches }: SearchSpace, { branch: index, x }: Point): ParameterValues {
  const branch = branches[index] as Branch;
  return Object.fromEntries([
    ...Object.entries(branch.choices),
    ...branch.dimensions.map((dimension) => [dimension.parameter.name, valueAt(dimension, x)]),
  ]);
}

function valueAt({ parameter, offset, width }: Dimension, x: Float64Array): string | number {
  if (parameter.type !== "categorical") return rounded(parameter, fromUnit(parameter, x[offset] as number));
  const scores = x.subarray(offset, offset + width);
  return parameter.choices[scores.indexOf(Math.max(...scores))] as string;
}

/** The same place after rounding, so that what is searched is what can be suggested. */
export const snap = (space: SearchSpace, point: Point): Point => encode(space, decode(space, point));

/** Whether two sets of checked values are one suggestion after rounding. */
export function samePoint(space: SearchSpace, a: ParameterValues, b: ParameterValues): boolean {
  const left = decode(space, encode(space, a));
  const right = decode(space, encode(space, b));
  const names = Object.keys(left);
  return names.length === Object.keys(right).length && names.every((name) => left[name] === right[name]);
}

function toUnit({ low, high, log }: NumericParameter, value: number): number {
  const unit = log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
  return Math.min(1, Math.max(0, unit));
}

const fromUnit = ({ low, high, log }: NumericParameter, unit: number): number =>
  log ? low * (high / low) ** unit : low + (high - low) * unit;

function rounded(parameter: NumericParameter, value: number): number {
  const decimals = parameter.type === "int" ? 0 : parameter.decimals;
  const near = Number(
    decimals === undefined ? value.toPrecision(SIGNIFICANT_DIGITS) : value.toFixed(decimals),
  );
  return Math.min(parameter.high, Math.max(parameter.low, near));
}

export function squaredDistance(a: Float64Array, b: Float64Array): number {
  let square = 0;
  for (let j = 0; j < a.length; j++) square += ((a[j] as number) - (b[j] as number)) ** 2;
  return square;
}
