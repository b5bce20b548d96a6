/** The image's program: `serve` (default) answers HTTP, `train` makes weights from labelled landmarks, as SageMaker asks. */
import { readConfig } from "./config.ts";
import { createLogger } from "./log.ts";
import { runTraining } from "./sagemaker-training.ts";
import { startServer } from "./server.ts";

async function serve(): Promise<void> {
  const config = readConfig(process.env);
  const logger = createLogger(config.logLevel);
  const server = await startServer(config, logger);
  logger.info("listening", { port: server.port, concurrency: config.concurrency });

  const end = async (signal: NodeJS.Signals): Promise<void> => {
    logger.info("draining", { signal });
    const isComplete = await server.drain();
    logger.info("ended", { complete: isComplete });
    process.exit(isComplete ? 0 : 1);
  };
  process.once("SIGTERM", end);
  process.once("SIGINT", end);
  await server.loaded;
}

const [command = "serve"] = process.argv.slice(2);
try {
  if (command === "serve") await serve();
  else if (command === "train") process.exitCode = await runTraining();
  else throw new Error(`Unknown command ${command}; use serve or train.`);
} catch (cause) {
  createLogger("info").error("failed", { cause: cause instanceof Error ? cause.message : String(cause) });
  process.exit(1);
}
