/** A search space as the optimiser sees it: branches, each with its own unit cube. */
import { err, ok, type Result } from "../contract/result.ts";
import type { Parameter, Space } from "../contract/tuning.ts";

/** Branches that one space may have: each needs ratings of its own. */
const MAX_BRANCHES = 16;
/** Coordinates of one branch; a category counts once per choice. */
const MAX_COORDINATES = 24;

/** The values of those categories on which other parameters depend; empty in a space without conditions. */
export type BranchChoices = Readonly<Record<string, string>>;

/** A parameter within the cube of its branch. */
export interface Dimension {
  readonly parameter: Parameter;
  /** First coordinate; a category takes one per choice (one-hot), a number takes one. */
  readonly offset: number;
  readonly width: number;
  /** Dimensions with one key share a length scale: a declared role, or the parameter itself. */
  readonly key: string;
}

export interface Branch {
  readonly index: number;
  readonly choices: BranchChoices;
  readonly dimensions: readonly Dimension[];
  readonly coordinates: number;
}

export interface SearchSpace {
  readonly definition: Space;
  readonly branches: readonly Branch[];
}

const SPACE_PROBLEMS = [
  "duplicate_name",
  "low_not_below_high",
  "log_needs_positive_low",
  "int_needs_whole_bounds",
  "decimals_too_coarse",
  "number_out_of_reach",
  "duplicate_choice",
  "condition_not_a_category",
  "condition_unknown_choice",
  "parameter_never_exists",
  "too_many_branches",
  "too_many_coordinates",
  "unknown_parameter",
  "missing_parameter",
  "not_a_number",
  "not_an_integer",
  "out_of_range",
  "unknown_choice",
] as const;

/** What is wrong with a space or a point, and where (a JSON pointer into it). */
export interface SpaceProblem {
  readonly pointer: string;
  readonly reason: (typeof SPACE_PROBLEMS)[number];
  readonly params?: Readonly<Record<string, string | number>>;
}

/** Numbers beyond this lose the digits that a search needs. */
const LARGEST = 1e12;

/** The space ready to be searched, or everything that makes no sense about it. */
export function compileSpace(definition: Space): Result<SearchSpace, readonly SpaceProblem[]> {
  const problems = definition.parameters.flatMap((parameter, index) =>
    parameterProblems(parameter, definition.parameters.slice(0, index), `/parameters/${index}`),
  );
  if (problems.length > 0) return err(problems);
  const all = enumerateBranches(definition.parameters);
  if (all.length > MAX_BRANCHES)
    return err([{ pointer: "/parameters", reason: "too_many_branches", params: { limit: MAX_BRANCHES } }]);
  const branches = all.map((choices, index) => layOut(definition.parameters, choices, index));
  const unreachable = definition.parameters.flatMap((parameter, index): SpaceProblem[] =>
    all.some((choices) => isActive(parameter, choices))
      ? []
      : [{ pointer: `/parameters/${index}/when`, reason: "parameter_never_exists" }],
  );
  if (unreachable.length > 0) return err(unreachable);
  if (branches.some(({ coordinates }) => coordinates > MAX_COORDINATES))
    return err([
      { pointer: "/parameters", reason: "too_many_coordinates", params: { limit: MAX_COORDINATES } },
    ]);
  return ok({ definition, branches });
}

function parameterProblems(
  parameter: Parameter,
  earlier: readonly Parameter[],
  pointer: string,
): SpaceProblem[] {
  const problems: SpaceProblem[] = [];
  if (earlier.some(({ name }) => name === parameter.name))
    problems.push({ pointer: `${pointer}/name`, reason: "duplicate_name", params: { name: parameter.name } });
  if (parameter.type === "categorical") {
    if (new Set(parameter.choices).size < parameter.choices.length)
      problems.push({ pointer: `${pointer}/choices`, reason: "duplicate_choice" });
  } else problems.push(...boundProblems(parameter, pointer));
  for (const [name, value] of Object.entries(parameter.when ?? {})) {
    const category = earlier.find((other) => other.name === name);
    const place = `${pointer}/when/${name}`;
    if (category?.type !== "categorical")
      problems.push({ pointer: place, reason: "condition_not_a_category", params: { name } });
    else if ([value].flat().some((choice) => !category.choices.includes(choice)))
      problems.push({ pointer: place, reason: "condition_unknown_choice", params: { name } });
  }
  return problems;
}

function boundProblems(
  parameter: Exclude<Parameter, { type: "categorical" }>,
  pointer: string,
): SpaceProblem[] {
  const { low, high, log } = parameter;
  if (Math.abs(low) > LARGEST || Math.abs(high) > LARGEST)
    return [{ pointer: `${pointer}/high`, reason: "number_out_of_reach", params: { limit: LARGEST } }];
  if (!(low < high))
    return [{ pointer: `${pointer}/low`, reason: "low_not_below_high", params: { low, high } }];
  if (log && low <= 0)
    return [{ pointer: `${pointer}/low`, reason: "log_needs_positive_low", params: { low } }];
  if (parameter.type === "int")
    return Number.isInteger(low) && Number.isInteger(high)
      ? []
      : [{ pointer: `${pointer}/low`, reason: "int_needs_whole_bounds" }];
  return parameter.decimals !== undefined && high - low < 10 ** -parameter.decimals
    ? [{ pointer: `${pointer}/decimals`, reason: "decimals_too_coarse" }]
    : [];
}

/** Every combination of the categories that conditions name, in the order of the definition. */
function enumerateBranches(parameters: readonly Parameter[]): BranchChoices[] {
  const selectors = new Set(parameters.flatMap(({ when }) => Object.keys(when ?? {})));
  let branches: BranchChoices[] = [{}];
  for (const parameter of parameters) {
    if (parameter.type !== "categorical" || !selectors.has(parameter.name)) continue;
    branches = branches.flatMap((choices) =>
      isActive(parameter, choices)
        ? parameter.choices.map((choice) => ({ ...choices, [parameter.name]: choice }))
        : [choices],
    );
    // A space of hundreds of branches is refused; there is no need to list them all.
    if (branches.length > MAX_BRANCHES) return branches;
  }
  return branches;
}

const isActive = ({ when }: Parameter, choices: BranchChoices): boolean =>
  Object.entries(when ?? {}).every(([name, value]) => {
    const chosen = choices[name];
    return chosen !== undefined && [value].flat().includes(chosen);
  });

function layOut(parameters: readonly Parameter[], choices: BranchChoices, index: number): Branch {
  const dimensions: Dimension[] = [];
  let offset = 0;
  for (const parameter of parameters) {
    if (!isActive(parameter, choices) || Object.hasOwn(choices, parameter.name)) continue;
    const width = parameter.type === "categorical" ? parameter.choices.length : 1;
    dimensions.push({
      parameter,
      offset,
      width,
      key: parameter.role ? `role ${parameter.role}` : parameter.name,
    });
    offset += width;
  }
  return { index, choices, dimensions, coordinates: offset };
}
