/** `npm run dev`: every part in one terminal, until Ctrl-C. */
import { portsFromEnvironment } from "./ports.ts";
import { startStack } from "./stack.ts";

const log = (message: string): void => console.log(`[dev] ${message}`);

let isInterrupted = false;
const interrupted = new Promise<void>((resolve) => {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      isInterrupted = true;
      resolve();
    });
  }
});

try {
  const stack = await startStack({
    ports: portsFromEnvironment(process.env),
    persistTo: ".wrangler/state",
    output: process.stdout,
    onProgress: log,
  });
  log(`Ready. API ${stack.workerUrl}  docs ${stack.workerUrl}/api/docs  Ctrl-C stops everything.`);
  await Promise.race([interrupted, stack.broken]).finally(async () => {
    log("Stopping ...");
    await stack.stop();
  });
} catch (cause) {
  // The parts end with the interrupt too, and that they did is then no failure.
  if (!isInterrupted) {
    console.error(`[dev] ${cause instanceof Error ? cause.message : String(cause)}`);
    process.exitCode = 1;
  }
}
log("Stopped.");
