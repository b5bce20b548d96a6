/**
 * `node test/bench/tuning/evaluate.ts --problems PATH`: the benchmark's problems for optimisers of another language.
 * One JSON request a line on standard input, one JSON answer a line on standard output, in order:
 * {"list": true} gives the spaces and objectives; {"problem", "seed", "index", "parameters"} evaluates one point.
 */
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { z } from "zod";
import { ParameterValuesSchema } from "../../../shared/contract/tuning.ts";
import { loadProblems, type Problem, regretOf } from "./problems.ts";

const RequestSchema = z.union([
  z.strictObject({ list: z.literal(true) }),
  z.strictObject({
    problem: z.string(),
    seed: z.int().min(0),
    index: z.int().min(0),
    parameters: ParameterValuesSchema,
  }),
]);

const describe = ({ name, space, objective, batch, noiseSd, rating, optimum }: Problem) => ({
  name,
  space,
  objective,
  batch,
  noiseSd,
  rating,
  optimum,
});

function answer(problems: ReadonlyMap<string, Problem>, line: string): unknown {
  const request = RequestSchema.parse(JSON.parse(line));
  if ("list" in request) return { problems: [...problems.values()].map(describe) };
  const problem = problems.get(request.problem);
  if (!problem) return { error: `No problem is called ${request.problem}` };
  return {
    observed: problem.observe(request.parameters, request.seed, request.index),
    latent: problem.evaluate(request.parameters),
    regret: regretOf(problem, request.parameters),
  };
}

const { values } = parseArgs({ options: { problems: { type: "string" } } });
if (!values.problems) throw new Error("--problems PATH is needed");
const problems = new Map(loadProblems(values.problems).map((problem) => [problem.name, problem]));
for await (const line of createInterface({ input: process.stdin }))
  if (line.trim() !== "") console.log(JSON.stringify(answer(problems, line)));
