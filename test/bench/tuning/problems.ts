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

/** Stars per API, over the unit cube of its parameters in the order of ROLES. */
type Hills = Readonly<Record<string, (x: readonly number[]) => number>>;

interface StarsOptions {
  readonly hills: Hills;
  readonly optimum: number;
  readonly noiseSd: number;
  readonly rating: boolean;
  readonly bounds: readonly (readonly [number, number])[];
}

// The file gives check values, not formulas: stablediffusion's follow from them, leonardo's are fitted to them.
const STABLE_DIFFUSION = hill(2, 3.6, [0.5625, 8 / 19, 0.55], [0.375, 6 / 19, 0.35]);
const STARS: Readonly<Record<string, Hills>> = {
  twoapi: {
    leonardo: hill(1.2, 4.5, [0.222762, 0.216782, 0.527963], [0.230377, 0.21704, 0.248593]),
    stablediffusion: STABLE_DIFFUSION,
  },
  twoapi2: {
    leonardo: hill(1, 4.5, [0.29079, 0.35703, 0.46203], [0.31401, 0.34115, 0.36277]),
    stablediffusion: STABLE_DIFFUSION,
  },
};
const CHECK_TOLERANCE = 1e-3;

const APART: Hills = {
  leonardo: hill(1.2, 4.5, [0.75, 0.8, 0.25], [0.3, 0.3, 0.3]),
  stablediffusion: hill(2, 3.6, [0.3, 0.3, 0.7], [0.37, 0.32, 0.35]),
};
const FOUR: Hills = {
  a: hill(2, 3.6, [0.5, 0.4, 0.5], [0.4, 0.4, 0.4]),
  b: hill(1.2, 4.5, [0.35, 0.4, 0.5], [0.3, 0.3, 0.3]),
  c: hill(1.5, 3.2, [0.7, 0.7, 0.7], [0.3, 0.3, 0.3]),
  d: hill(2.2, 3.4, [0.2, 0.6, 0.4], [0.4, 0.3, 0.4]),
};

/** The problems of a file, and ours. Throws where a formula misses a check value of the file. */
export function loadProblems(path: string): Problem[] {
  const file = FileSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  const problems = Object.entries(file.problems).map(([name, entry]) => {
    const problem = entry.bounds ? boxProblem(name, file, entry.bounds) : apiProblem(name, file);
    for (const { x, f_true } of entry.checks) {
      const parameters = Array.isArray(x) ? Object.fromEntries(x.map((v, i) => [`x${i + 1}`, v])) : x;
      const expected = entry.bounds ? f_true : -f_true;
      const value = problem.evaluate(parameters);
      if (Math.abs(value - expected) > CHECK_TOLERANCE * Math.max(1, Math.abs(expected)))
        throw new Error(`${name} is ${value} where the file says ${expected}`);
    }
    return problem;
  });
  return [...problems, ...ownProblems(file)];
}

/** Branches whose best places lie far apart, four branches, and whole numbers beside a magnitude and a category. */
function ownProblems({ branches, branch_bounds }: ProblemsFile): Problem[] {
  const two = branchSpace(branches, branch_bounds);
  const four = branchSpace(
    Object.fromEntries(
      ["a", "b", "c", "d"].map((api) => [api, [`${api}_strength`, "guidance", `${api}_controlnet`]]),
    ),
    branch_bounds,
  );
  const stars = { noiseSd: 0.5, rating: true, bounds: branch_bounds, optimum: 4.5 };
  return [
    starsProblem("twoapi_apart_rating", two, { ...stars, hills: APART }),
    starsProblem("fourapi_rating", four, { ...stars, hills: FOUR }),
    mixedProblem(),
  ];
}

/** Steps, a magnitude and a sampler, as a tuner of a diffusion model meets them; the best is known by search. */
function mixedProblem(): Problem {
  const bonus: Readonly<Record<string, number>> = { euler: 0, ddim: 0.4, heun: 0.7 };
  const evaluate = ({ steps, rate, sampler }: ParameterValues) =>
    4 -
    ((Number(steps) - 31) / 20) ** 2 -
    (Math.log10(Number(rate)) + 3.2) ** 2 / 2 +
    (bonus[String(sampler)] ?? 0) * Math.exp(-(((Number(steps) - 38) / 12) ** 2));
  const space: Space = {
    parameters: [
      { name: "steps", type: "int", low: 4, high: 60 },
      { name: "rate", type: "float", low: 1e-6, high: 1, log: true },
      { name: "sampler", type: "categorical", choices: Object.keys(bonus) },
    ],
  };
  const optimum = Math.max(
    ...Array.from({ length: 57 }, (_, i) => evaluate({ steps: i + 4, rate: 10 ** -3.2, sampler: "heun" })),
  );
  return {
    name: "mixed",
    space,
    objective: { direction: "maximize", kind: "number" },
    batch: 1,
    noiseSd: 0,
    rating: false,
    optimum,
    evaluate,
    observe: (parameters) => evaluate(parameters),
  };
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
  const hills = STARS[name.split("_")[0] as string] as Hills;
  const entry = file.problems[name] as ProblemsFile["problems"][string];
  return starsProblem(name, branchSpace(file.branches, file.branch_bounds), {
    hills,
    optimum: -entry.fopt,
    noiseSd: entry.noise_sd,
    rating: entry.rating,
    bounds: file.branch_bounds,
  });
}

function branchSpace(
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

function starsProblem(
  name: string,
  space: Space,
  { hills, optimum, noiseSd, rating, bounds }: StarsOptions,
): Problem {
  const byRole = (parameters: ParameterValues) =>
    ROLES.slice(0, bounds.length).map((role, i) => {
      const parameter = space.parameters.find((p) => p.role === role && Object.hasOwn(parameters, p.name));
      const [low, high] = bounds[i] as readonly [number, number];
      return ((parameters[parameter?.name as string] as number) - low) / (high - low);
    });
  const evaluate = (parameters: ParameterValues) =>
    hills[parameters.api as string]?.(byRole(parameters)) as number;
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
