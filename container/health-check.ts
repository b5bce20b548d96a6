/** For the image's HEALTHCHECK: ends with 0 when /ping answers 200. */
import { readConfig } from "./config.ts";

const { port } = readConfig(process.env);
const isHealthy = await fetch(`http://127.0.0.1:${port}/ping`, { signal: AbortSignal.timeout(2_000) }).then(
  ({ ok }) => ok,
  () => false,
);
process.exit(isHealthy ? 0 : 1);
