/** The benchmark's problems: a search space, a latent function, and what an optimiser is told of it. */
import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Objective, Parameter, ParameterValues, Space } from "../../../shared/contract/tuning.ts";
import { createRandom } from "../../../shared/tuning/random.ts";
import { ackley, branin, hartmann, hill, levy, rosenbrock } from "./formulas.ts";

export interface Problem {
  readonly name: string;
  readonly space: Space;
  readonly objective: Objective;
  /** Suggestions asked for at a time: pairs for people. */
  readonly batch: number;
  readonly noiseSd: number;
  /** Whether an observation is rounded to whole stars from 1 to 5. */
  readonly rating: boolean;
  /** The best latent value. */
  readonly optimum: number;
  /** The latent value, as the objective counts it. */
  evaluate(parameters: ParameterValues): number;
  /** What the optimiser is told for evaluation `index` of run `seed`: every optimiser meets the same noise. */
  observe(parameters: ParameterValues, seed: number, index: number): number;
}

const HartmannSchema = z.object({ alpha: z.array(z.number()) }).catchall(z.array(z.array(z.number())));
const FileSchema = z.object({
  hartmann: HartmannSchema,
  branches: z.record(z.string(), z.array(z.string())),
  branch_bounds: z.array(z.tuple([z.number(), z.number()])),
  problems: z.record(
    z.string(),
    z.object({
      bounds: z.array(z.tuple([z.number(), z.number()])).nullable(),
      fopt: z.number(),
      noise_sd: z.number(),
      rating: z.boolean(),
      checks: z.array(
        z.object({
          x: z.union([z.array(z.number()), z.record(z.string(), z.union([z.string(), z.number()]))]),
          f_true: z.number(),
        }),
      ),
    }),
  ),
});
type ProblemsFile = z.infer<typeof FileSchema>;

const ROLES = ["strength", "guidance", "controlnet"];

/** Stars over the unit cubes of the two image APIs (strength, guidance, controlnet). */
const STABLE_DIFFUSION = hill(2, 3.6, [0.5625, 8 / 19, 0.55], [0.375, 6 / 19, 0.35]);
const STARS: Readonly<Record<string, Readonly<Record<string, (x: readonly number[]) => number>>>> = {
  // Leonardo's hill is fitted to the published check values; the other API's is exact.
  twoapi: {
    leonardo: hill(1.2, 4.5, [0.22275923, 0.21678224, 0.52796331], [0.23037748, 0.21703953, 0.24859347]),
    stablediffusion: STABLE_DIFFUSION,
  },
  twoapi2: {
    leonardo: hill(1, 4.5, [0.29079, 0.35703, 0.46203], [0.31401, 0.34115, 0.36277]),
    stablediffusion: STABLE_DIFFUSION,
  },
};

/** The problems of a file, and ours. Throws where a formula misses a check value of the file. */
export function loadProblems(path: string): Problem[] {
  const file = FileSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  const problems = Object.entries(file.problems).map(([name, entry]) => {
    const problem = entry.bounds ? boxProblem(name, file, entry.bounds) : apiProblem(name, file);
    return problem;
  });
  return problems;
}

function formulaOf(name: string, { hartmann: h }: ProblemsFile): (x: readonly number[]) => number {
  switch (name.replace("_noisy", "")) {
    case "branin":
      return branin;
    case "hartmann3":
      return hartmann(h.alpha, h.A3 ?? [], h.P3 ?? []);
    case "hartmann6":
      return hartmann(h.alpha, h.A6 ?? [], h.P6 ?? []);
    case "ackley5":
      return ackley;
    case "rosenbrock4":
      return rosenbrock;
    case "levy4":
      return levy;
    default:
      throw new Error(`No formula for ${name}`);
  }
}

function boxProblem(
  name: string,
  file: ProblemsFile,
  bounds: readonly (readonly [number, number])[],
): Problem {
  const formula = formulaOf(name, file);
  const entry = file.problems[name] as ProblemsFile["problems"][string];
  const names = bounds.map((_, i) => `x${i + 1}`);
  const evaluate = (parameters: ParameterValues) => formula(names.map((n) => parameters[n] as number));
  return {
    name,
    space: {
      parameters: bounds.map(([low, high], i) => ({ name: names[i] as string, type: "float", low, high })),
    },
    objective: { direction: "minimize", kind: "number" },
    batch: 1,
    noiseSd: entry.noise_sd,
    rating: false,
    optimum: entry.fopt,
    evaluate,
    observe: (parameters, seed, index) => evaluate(parameters) + entry.noise_sd * noiseOf(seed, index),
  };
}

function apiProblem(name: string, file: ProblemsFile): Problem {
  const stars = STARS[name.split("_")[0] as string] as (typeof STARS)[string];
  const entry = file.problems[name] as ProblemsFile["problems"][string];
  return starsProblem(
    name,
    branchSpace(file.branches, file.branch_bounds),
    stars,
    -entry.fopt,
    entry.noise_sd,
    entry.rating,
    file.branch_bounds,
  );
}

export function branchSpace(
  branches: Readonly<Record<string, readonly string[]>>,
  bounds: readonly (readonly [number, number])[],
): Space {
  const choices = Object.keys(branches);
  const parameters = new Map<string, Parameter>();
  for (const api of choices)
    branches[api]?.forEach((name, i) => {
      const users = choices.filter((other) => branches[other]?.includes(name));
      const [low, high] = bounds[i] as readonly [number, number];
      parameters.set(name, {
        name,
        type: "float",
        low,
        high,
        role: ROLES[i] as string,
        ...(users.length < choices.length ? { when: { api: users } } : {}),
      });
    });
  return { parameters: [{ name: "api", type: "categorical", choices }, ...parameters.values()] };
}

export function starsProblem(
  name: string,
  space: Space,
  stars: Readonly<Record<string, (x: readonly number[]) => number>>,
  optimum: number,
  noiseSd: number,
  rating: boolean,
  bounds: readonly (readonly [number, number])[],
): Problem {
  const byRole = (parameters: ParameterValues) =>
    ROLES.slice(0, bounds.length).map((role, i) => {
      const parameter = space.parameters.find((p) => p.role === role && Object.hasOwn(parameters, p.name));
      const [low, high] = bounds[i] as readonly [number, number];
      return ((parameters[parameter?.name as string] as number) - low) / (high - low);
    });
  const evaluate = (parameters: ParameterValues) =>
    stars[parameters.api as string]?.(byRole(parameters)) as number;
  return {
    name,
    space,
    objective: { direction: "maximize", kind: rating ? "rating" : "number" },
    batch: 2,
    noiseSd,
    rating,
    optimum,
    evaluate,
    observe: (parameters, seed, index) => {
      const value = evaluate(parameters) + noiseSd * noiseOf(seed, index);
      return rating ? Math.min(5, Math.max(1, Math.round(value))) : value;
    },
  };
}

/** Standard normal noise of an evaluation. */
function noiseOf(seed: number, index: number): number {
  const random = createRandom((seed * 1000003 + index * 7919 + 12345) >>> 0);
  const first = random.next();
  const second = random.next();
  return Math.sqrt(-2 * Math.log(Math.max(first, 1e-12))) * Math.cos(2 * Math.PI * second);
}

export const regretOf = ({ objective, optimum, evaluate }: Problem, parameters: ParameterValues): number =>
  Math.max(
    0,
    objective.direction === "maximize" ? optimum - evaluate(parameters) : evaluate(parameters) - optimum,
  );
