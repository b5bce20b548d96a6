/** Starts one stack and one browser for all files of the project `web`. */
import type { TestProject } from "vitest/node";
import { NoBrowserError, startWebWorld } from "./world.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Undefined where no browser can start. */
    web: { readonly workerUrl: string; readonly browserEndpoint: string } | undefined;
  }
}

export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  try {
    const { stop, ...web } = await startWebWorld();
    project.provide("web", web);
    return stop;
  } catch (cause) {
    if (!(cause instanceof NoBrowserError) || process.env.CI === "true") throw cause;
    console.warn(`The tests of the pages are SKIPPED. ${cause.message}`);
    project.provide("web", undefined);
    return undefined;
  }
}
