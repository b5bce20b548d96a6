import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Allowance } from "../../../worker/objects/stream/allowance.ts";
import { NewestFirst } from "../../../worker/objects/stream/newest-first.ts";

describe("an allowance", () => {
  test("never gives more than its burst and its rate, nor less to who asks within them", () => {
    const burst = fc.integer({ min: 1, max: 50 });
    const perSecond = fc.integer({ min: 1, max: 100 });
    const pauses = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(burst, perSecond, pauses, (burst, perSecond, pauses) => {
        const allowance = new Allowance(burst, perSecond, 0);
        let now = 0;
        let given = 0;
        for (const pause of pauses) {
          now += pause;
          if (allowance.take(now)) given += 1;
          expect(given).toBeLessThanOrEqual(burst + (now / 1000) * perSecond + 1e-6);
        }
        const rested = now + (burst / perSecond) * 1000 + 1;
        for (let index = 0; index < burst; index++) expect(allowance.take(rested)).toBe(true);
        expect(allowance.take(rested)).toBe(false);
      }),
    );
  });

  test("gives nothing for a clock that goes back", () => {
    const allowance = new Allowance(1, 1, 5000);

    expect([allowance.take(5000), allowance.take(1000), allowance.take(1500)]).toEqual([true, false, false]);
  });
});

describe("work that takes the newest first", () => {
  test("does one piece at a time in order, counts what it leaves out, and always does the last", async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 1, max: 20 }), async (scheduler, count) => {
        const done: number[] = [];
        let working = 0;
        const lane = new NewestFirst<number>(async (piece) => {
          working += 1;
          expect(working).toBe(1);
          await scheduler.schedule(Promise.resolve());
          done.push(piece);
          working -= 1;
        });
        const offered = Array.from({ length: count }, (_, piece) =>
          scheduler.schedule(Promise.resolve()).then(() => lane.offer(piece)),
        );
        await scheduler.waitFor(Promise.all(offered));

        expect(new Set(done).size).toBe(done.length);
        expect(done.length + lane.dropped).toBe(count);
      }),
    );
  });
});
