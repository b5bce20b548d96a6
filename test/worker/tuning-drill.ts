/** A tuning session behind its port, and what may befall its object. */
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { ParameterValues, Study } from "../../shared/contract/tuning.ts";
import { fitModel, type Observation } from "../../shared/tuning/optimiser.ts";
import { propose } from "../../shared/tuning/propose.ts";
import { compileSpace } from "../../shared/tuning/search-space.ts";
import { createTuningSessions } from "../../worker/adapters/tuning/durable-object.ts";
import type {
  LeasedSuggestion,
  ToldResult,
  TuningResult,
  TuningSession,
} from "../../worker/ports/tuning-sessions.ts";

export const STUDY: Study = {
  space: {
    parameters: [
      { name: "solver", type: "categorical", choices: ["a", "b"] },
      { name: "x", type: "float", low: 0, high: 1, decimals: 3 },
      { name: "y", type: "int", low: 1, high: 20, when: { solver: "b" } },
    ],
  },
  objective: { direction: "maximize", kind: "number" },
  seed: 11,
};

export const valueAt = ({ x, y = 0 }: ParameterValues): number =>
  1 - (Number(x) - 0.4) ** 2 + 0.01 * Number(y);

export interface Drill {
  readonly session: TuningSession;
  /** Throws the object's memory away. */
  evict(): Promise<void>;
  /** Lets the alarm ring; answers whether one was set. */
  ring(): Promise<boolean>;
  /** Writes to the object's storage behind its back, then throws its memory away. */
  damage(...statements: string[]): Promise<void>;
  /** Names of what the object keeps beside its log. */
  cached(): Promise<string[]>;
}

export function drill(name: string = crypto.randomUUID()): Drill {
  const stub = env.TUNING_SESSION.getByName(name);
  return {
    session: createTuningSessions(env.TUNING_SESSION).open(name),
    evict: () => evictDurableObject(stub),
    ring: () => runDurableObjectAlarm(stub),
    async damage(...statements) {
      await runInDurableObject(stub, (_, { storage }) => {
        for (const statement of statements) storage.sql.exec(statement);
      });
      await evictDurableObject(stub);
    },
    cached: () =>
      runInDurableObject(stub, (_, { storage }) =>
        storage.sql
          .exec<{ name: string }>("SELECT name FROM cache ORDER BY name")
          .toArray()
          .map(({ name }) => name),
      ),
  };
}

/** A drill whose session searches STUDY. */
export async function defined(): Promise<Drill> {
  const made = drill();
  value(await made.session.define(STUDY));
  return made;
}

export function value<T>(result: TuningResult<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

export const faultOf = <T>(result: TuningResult<T>): string => (result.ok ? "none" : result.error.code);

export const suggested = async (session: TuningSession, count = 2, mode = "structure") =>
  value(await session.suggest({ mode, count })).suggestions;

/** A result of a suggestion. */
export const ratedAs = (
  { parameters, suggestionId }: LeasedSuggestion,
  told: number = valueAt(parameters),
): ToldResult => ({ parameters, suggestionId, value: told });

/** Asks for `count` suggestions and rates them. */
export async function rateSuggestions(session: TuningSession, count: number): Promise<void> {
  const suggestions = await suggested(session, count);
  value(await session.update({ results: suggestions.map((suggestion) => ratedAs(suggestion)) }));
}

/** What the optimiser alone suggests, from what the session tells of its history. */
export async function fromHistory(session: TuningSession, count: number): Promise<ParameterValues[]> {
  const { events } = value(await session.history({ limit: 200 }));
  const pending = new Map<unknown, ParameterValues>();
  const observations: Observation[] = [];
  for (const { type, body } of events.toReversed()) {
    const parameters = body.parameters as ParameterValues;
    if (type === "suggested") pending.set(body.suggestion_id, parameters);
    if (type !== "rated") continue;
    pending.delete(body.suggestion_id);
    observations.push({ parameters, value: Number(body.value) });
  }
  const space = compileSpace(STUDY.space);
  if (!space.ok) throw new Error("the space is sound");
  const model = fitModel({ ...STUDY, space: space.value }, observations);
  return propose(model, [...pending.values()], count).map(({ parameters }) => parameters);
}
