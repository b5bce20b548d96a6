/** SageMaker's training contract (Amazon SageMaker, "How Amazon SageMaker runs your training image") around `npm run train`. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const PROGRAM = fileURLToPath(new URL("./train/train.ts", import.meta.url));
const DATA = "/opt/ml/input/data/training";
const HYPERPARAMETERS = "/opt/ml/input/config/hyperparameters.json";
const MODEL = "/opt/ml/model";
const FAILURE = "/opt/ml/output/failure";

/** SageMaker passes every value as a string. Others than these are SageMaker's own. */
const HyperparametersSchema = z.object({
  language: z.string().optional(),
  version: z.string().optional(),
  seed: z.string().optional(),
  epochs: z.string().optional(),
  members: z.string().optional(),
});

/** Trains on the channel `training` and leaves the weights for `serve` to find. Resolves to the exit code. */
export async function runTraining(): Promise<number> {
  const hyperparameters = HyperparametersSchema.parse(await readHyperparameters());
  const options = Object.entries(hyperparameters).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}`, value],
  );
  const training = spawn(process.execPath, [PROGRAM, "--data", DATA, "--output", MODEL, ...options], {
    stdio: "inherit",
  });
  const [code] = (await once(training, "exit")) as [number | null];
  if (code === 0) return 0;
  await writeFile(FAILURE, "Training failed; the job's log says why.\n").catch(() => {});
  return 1;
}

const readHyperparameters = async (): Promise<unknown> =>
  JSON.parse(await readFile(HYPERPARAMETERS, "utf8").catch(() => "{}"));
