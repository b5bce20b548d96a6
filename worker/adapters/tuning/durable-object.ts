/** Tuning sessions as Durable Objects, one each. */
import type { TuningSession, TuningSessions } from "../../ports/tuning-sessions.ts";

/** The object behind a name; see objects/tuning-session.ts. */
type RemoteSession = Omit<TuningSession, "live"> & Pick<Fetcher, "fetch">;

export const createTuningSessions = (namespace: DurableObjectNamespace): TuningSessions => ({
  open(sessionId) {
    // The runtime carries every method of the class; the types of its calls refuse records of unknown values.
    const remote = namespace.get(namespace.idFromName(sessionId)) as unknown as RemoteSession;
    return {
      define: (definition) => remote.define(definition),
      info: () => remote.info(),
      suggest: (request) => remote.suggest(request),
      update: (request) => remote.update(request),
      stats: () => remote.stats(),
      history: (request) => remote.history(request),
      reset: (mode) => remote.reset(mode),
      erase: () => remote.erase(),
      export: () => remote.export(),
      import: (document) => remote.import(document),
      live: (request) => remote.fetch(request),
    };
  },
});
