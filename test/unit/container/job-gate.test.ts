import fc from "fast-check";
import { expect, test } from "vitest";
import { createJobGate, type JobPlace } from "../../../container/jobs/job-gate.ts";

const never = new AbortController().signal;

test("jobs run in the order in which they ask for their turn", async () => {
  const gate = createJobGate(1, 2);
  const places = [gate.enter(), gate.enter(), gate.enter()];
  const order: number[] = [];
  const turns = places.map((place, index) => place?.turn(never).then(() => order.push(index)));

  for (const [index, turn] of turns.entries()) {
    await turn;
    places[index]?.leave();
  }

  expect(order).toEqual([0, 1, 2]);
});

test("a job that gives up while it waits makes room and is never run", async () => {
  const gate = createJobGate(1, 1);
  const [first, second] = [gate.enter(), gate.enter()];
  await first?.turn(never);
  const impatient = new AbortController();
  const turn = second?.turn(impatient.signal);

  impatient.abort(new Error("left"));

  await expect(turn).rejects.toThrow("left");
  second?.leave();
  expect([gate.running, gate.waiting]).toEqual([1, 0]);
});

test("never runs or holds more than it may, whatever the order of events", async () => {
  const limits = fc.record({
    concurrency: fc.integer({ min: 1, max: 3 }),
    queue: fc.integer({ min: 0, max: 3 }),
  });
  const events = fc.array(fc.record({ kind: fc.constantFrom("enter", "leave", "abort"), pick: fc.nat(20) }));
  await fc.assert(
    fc.asyncProperty(limits, events, async ({ concurrency, queue }, steps) => {
      const gate = createJobGate(concurrency, queue);
      const inside: { place: JobPlace; controller: AbortController }[] = [];
      for (const { kind, pick } of steps) {
        const chosen = inside[pick % Math.max(1, inside.length)];
        if (kind === "enter") {
          const place = gate.enter();
          expect(place === undefined).toBe(inside.length === concurrency + queue);
          if (!place) continue;
          const controller = new AbortController();
          place.turn(controller.signal).catch(() => {});
          inside.push({ place, controller });
        } else if (chosen) {
          if (kind === "abort") chosen.controller.abort();
          chosen.place.leave();
          inside.splice(inside.indexOf(chosen), 1);
        }
        expect(gate.running).toBe(Math.min(concurrency, inside.length));
        expect(gate.waiting).toBe(inside.length - gate.running);
      }
    }),
  );
});
