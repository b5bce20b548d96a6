/** Milliseconds by stage. Stages overlap (a video is decoded while its hands are followed), so they do not add up to the total. */
export type Timings = Record<string, number>;

/** Runs a stage and adds its time. */
export async function measure<T>(timings: Timings, stage: string, run: () => T | Promise<T>): Promise<T> {
  const started = performance.now();
  try {
    return await run();
  } finally {
    timings[stage] = (timings[stage] ?? 0) + performance.now() - started;
  }
}
