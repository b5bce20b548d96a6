import { createApp } from "./app.ts";
import type { Bindings } from "./config.ts";
import { createDeps } from "./deps.ts";
import { liveStreamObject } from "./objects/live-stream.ts";
import { consume } from "./queues/consume.ts";
import { sweep } from "./queues/sweep.ts";

export { AssessmentFeedObject } from "./objects/assessment-feed.ts";
export { InferenceContainer } from "./objects/inference-container.ts";
export { RateLimitObject } from "./objects/rate-limit.ts";
export { TuningSessionObject } from "./objects/tuning-session.ts";

export const LiveStreamObject = liveStreamObject((bindings: Bindings) => createDeps(bindings).parts);

/** Wired once per isolate, with the first event, so that loading the Worker can never fail. */
const wire = (bindings: Bindings) => {
  const deps = createDeps(bindings);
  return { app: createApp(deps), parts: deps.parts };
};
const wired = new WeakMap<Bindings, ReturnType<typeof wire>>();

function wiredFor(bindings: Bindings): ReturnType<typeof wire> {
  const known = wired.get(bindings) ?? wire(bindings);
  wired.set(bindings, known);
  return known;
}

export default {
  fetch: (request, bindings, context) => wiredFor(bindings).app.fetch(request, bindings, context),
  queue: (batch, bindings) => consume(wiredFor(bindings).parts, batch),
  scheduled: (_event, bindings) => sweep(wiredFor(bindings).parts),
} satisfies ExportedHandler<Bindings>;
