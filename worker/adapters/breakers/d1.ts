import { z } from "zod";
import { CLOSED } from "../../../shared/delivery/breaker.ts";
import type { BreakerStore } from "../../ports/breakers.ts";

const REPLACE_BREAKER = `INSERT INTO breakers (backend, version, failures, open_until, probe_until, openings)
  SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE ?2 = 1 OR EXISTS (SELECT 1 FROM breakers WHERE backend = ?1)
  ON CONFLICT (backend) DO UPDATE SET version = excluded.version, failures = excluded.failures,
    open_until = excluded.open_until, probe_until = excluded.probe_until, openings = excluded.openings
  WHERE version = excluded.version - 1`;

const RowSchema = z.object({
  version: z.int(),
  failures: z.int(),
  open_until: z.int().nullable(),
  probe_until: z.int().nullable(),
  openings: z.int(),
});

export const createD1BreakerStore = (db: D1Database): BreakerStore => ({
  async read(backend) {
    const row = await db
      .prepare("SELECT version, failures, open_until, probe_until, openings FROM breakers WHERE backend = ?")
      .bind(backend)
      .first();
    if (!row) return CLOSED;
    const { version, failures, open_until, probe_until, openings } = RowSchema.parse(row);
    return { version, failures, openUntil: open_until, probeUntil: probe_until, openings };
  },

  async replace(backend, { version, failures, openUntil, probeUntil, openings }) {
    const written = await db
      .prepare(REPLACE_BREAKER)
      .bind(backend, version, failures, openUntil, probeUntil, openings)
      .run();
    return written.meta.changes === 1;
  },
});
