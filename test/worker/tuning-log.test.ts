/** The rules of leases and ratings, with a clock of the test's own. */
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { ParameterValues } from "../../shared/contract/tuning.ts";
import { EventLog } from "../../worker/objects/tuning/event-log.ts";
import { Session } from "../../worker/objects/tuning/session.ts";
import { STUDY, value } from "./tuning-drill.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const MODES = ["structure", "surfaces"];

interface Clocked {
  readonly clock: { now: number };
  /** The session over what is stored, as it is after an eviction. */
  start(): Session;
}

function withClock(act: (clocked: Clocked) => void): Promise<void> {
  const stub = env.TUNING_SESSION.getByName(crypto.randomUUID());
  return runInDurableObject(stub, (_, { storage }) => {
    const clock = { now: Date.UTC(2026, 0, 1) };
    let names = 0;
    const start = () =>
      new Session(new EventLog(storage), {
        seed: 5,
        now: () => clock.now,
        newId: () => `suggestion-${names++}`,
        onEvent: () => {},
        onStats: () => {},
      });
    value(start().define(STUDY));
    act({ clock, start });
  });
}

const suggest = (session: Session, mode: string, count: number) =>
  value(session.suggest({ mode, count })).suggestions;

test("a lease keeps others away for a day; a rating is welcome after that too", () =>
  withClock(({ clock, start }) => {
    const session = start();
    const [first] = suggest(session, "surfaces", 1);
    const [second] = suggest(session, "surfaces", 1);
    clock.now += DAY_MS;
    const [again] = suggest(session, "surfaces", 1);
    if (!first || !second || !again) throw new Error("one was asked for each time");

    expect(second.parameters).not.toEqual(first.parameters);
    expect(again.parameters).toEqual(first.parameters);
    const { parameters, suggestionId } = first;
    const late = value(session.update({ results: [{ parameters, suggestionId, value: 1 }] }));
    expect(late).toMatchObject({ samplesSeen: 1, duplicates: 0, modes: ["surfaces"] });
  }));

interface Lease {
  readonly id: string;
  readonly mode: string;
  readonly parameters: ParameterValues;
}

/** What a session should make of its calls, in the plainest way. */
class Reference {
  counted: { readonly mode: string }[] = [];
  readonly told = new Set<string>();
  leases: Lease[] = [];

  rate(lease: Lease, isNamed: boolean): void {
    if (isNamed && this.told.has(lease.id)) return;
    const text = JSON.stringify(lease.parameters);
    const same = this.leases.filter(({ parameters }) => JSON.stringify(parameters) === text);
    const match = isNamed ? same.find(({ id }) => id === lease.id) : same.at(-1);
    const id = isNamed ? lease.id : match?.id;
    this.counted.push({ mode: match?.mode ?? "structure" });
    if (id === undefined) return;
    this.told.add(id);
    this.leases = this.leases.filter((other) => other.id !== id);
  }

  reset(mode: string | undefined): void {
    const stays = (of: { mode: string }) => mode !== undefined && of.mode !== mode;
    this.counted = this.counted.filter(stays);
    this.leases = this.leases.filter(stays);
  }
}

const mode = fc.constantFrom(...MODES);
const call = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      call: fc.constant("suggest" as const),
      mode,
      count: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ call: fc.constant("rate" as const), which: fc.nat(), isNamed: fc.boolean() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ call: fc.constant("reset" as const), mode: fc.option(mode, { nil: undefined }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ call: fc.constant("wait" as const), hours: fc.integer({ min: 1, max: 30 }) }),
  },
  { weight: 2, arbitrary: fc.record({ call: fc.constantFrom("restart" as const, "prepare" as const) }) },
);

test("the log counts what a plain reference counts, whatever is called in whatever order", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(call, { minLength: 5, maxLength: 25 }), (calls) =>
      withClock(({ clock, start }) => {
        const reference = new Reference();
        const everLeased: Lease[] = [];
        let session = start();
        for (const [index, made] of calls.entries()) {
          switch (made.call) {
            case "suggest":
              for (const { suggestionId, parameters } of suggest(session, made.mode, made.count)) {
                const lease = { id: suggestionId, mode: made.mode, parameters };
                everLeased.push(lease);
                reference.leases.push(lease);
              }
              break;
            case "rate": {
              const lease = everLeased[made.which % Math.max(1, everLeased.length)];
              if (!lease) break;
              const named = made.isNamed ? { suggestionId: lease.id } : {};
              value(session.update({ results: [{ parameters: lease.parameters, value: index, ...named }] }));
              reference.rate(lease, made.isNamed);
              break;
            }
            case "reset":
              value(session.reset(made.mode));
              reference.reset(made.mode);
              break;
            case "wait":
              clock.now += made.hours * 60 * 60 * 1000;
              break;
            case "restart":
              session = start();
              break;
            case "prepare":
              session.prepareNext();
          }
        }
        const { samplesSeen, modes } = value(session.stats());
        expect(samplesSeen).toBe(reference.counted.length);
        for (const name of MODES)
          expect(modes[name]?.samples ?? 0).toBe(
            reference.counted.filter((counted) => counted.mode === name).length,
          );
      }),
    ),
    { numRuns: 25, seed: 3 },
  );
});
