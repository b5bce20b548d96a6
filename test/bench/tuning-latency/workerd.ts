import { type MeasuredWorker, startWorkerd } from "../lib/workerd.ts";

export interface TuningWorker extends MeasuredWorker {
  /** Sends one call to an object; answers what it returned. */
  call(session: string, method: string, argument?: unknown): Promise<unknown>;
}

/** Starts the Worker of this folder. */
export async function startWorker(): Promise<TuningWorker> {
  const config = new URL("wrangler.toml", import.meta.url);
  const worker = await startWorkerd(config, { TUNING_SESSION: "BenchSession" });
  return {
    ...worker,
    async call(session, method, argument) {
      const response = await fetch(worker.url, {
        method: "POST",
        body: JSON.stringify({ session, method, argument }),
      });
      if (!response.ok) throw new Error(`${method}: ${response.status} ${await response.text()}`);
      return response.json();
    },
  };
}
