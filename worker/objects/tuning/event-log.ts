import { EventSchema, type LoggedEvent, type TuningEvent } from "../../../shared/tuning/events.ts";

/** The append-only log of a session, what repetitions are answered with, and a cache that may be dropped at any time. */
export class EventLog {
  readonly #storage: DurableObjectStorage;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
    this.#createTables();
  }

  #createTables(): void {
    this.#storage.sql.exec(`
      CREATE TABLE IF NOT EXISTS events (
        seq INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, type TEXT NOT NULL, mode TEXT, body TEXT NOT NULL);
      CREATE TABLE IF NOT EXISTS updates (id TEXT PRIMARY KEY, request TEXT NOT NULL, answer TEXT NOT NULL);
      CREATE TABLE IF NOT EXISTS cache (name TEXT PRIMARY KEY, body TEXT NOT NULL);
    `);
  }

  /** All of what `change` writes, or nothing. */
  atomically<T>(change: () => T): T {
    return this.#storage.transactionSync(change);
  }

  append(event: TuningEvent): LoggedEvent {
    const { seq } = this.#storage.sql
      .exec<{ seq: number }>(
        "INSERT INTO events (at, type, mode, body) VALUES (?, ?, ?, ?) RETURNING seq",
        event.at,
        event.type,
        event.mode,
        JSON.stringify(event.body),
      )
      .one();
    return { ...event, seq };
  }

  /** Oldest first. */
  *all(): Generator<LoggedEvent> {
    for (const row of this.#storage.sql.exec<Row>("SELECT * FROM events ORDER BY seq")) yield* readable(row);
  }

  /** Newest first. */
  page(limit: number, before: number, mode: string | undefined): LoggedEvent[] {
    return this.#storage.sql
      .exec<Row>(
        "SELECT * FROM events WHERE seq < ?1 AND (?2 IS NULL OR mode = ?2) ORDER BY seq DESC LIMIT ?3",
        before,
        mode ?? null,
        limit,
      )
      .toArray()
      .flatMap(readable);
  }

  /** Empties the log; only a session without ratings is written anew. */
  clear(): void {
    this.#storage.sql.exec("DELETE FROM events; DELETE FROM updates; DELETE FROM cache;");
  }

  /** Leaves nothing stored. */
  async erase(): Promise<void> {
    await this.#storage.deleteAlarm();
    await this.#storage.deleteAll();
    this.#createTables();
  }

  updateOf(id: string): { readonly request: string; readonly answer: string } | undefined {
    return this.#storage.sql
      .exec<{ request: string; answer: string }>("SELECT request, answer FROM updates WHERE id = ?", id)
      .toArray()[0];
  }

  recordUpdate(id: string, request: string, answer: string): void {
    this.#storage.sql.exec("INSERT INTO updates (id, request, answer) VALUES (?, ?, ?)", id, request, answer);
  }

  clearCache(): void {
    this.#storage.sql.exec("DELETE FROM cache");
  }

  cached(name: string): unknown {
    const row = this.#storage.sql
      .exec<{ body: string }>("SELECT body FROM cache WHERE name = ?", name)
      .toArray()[0];
    return row && parsed(row.body);
  }

  cache(name: string, value: unknown): void {
    this.#storage.sql.exec(
      "INSERT OR REPLACE INTO cache (name, body) VALUES (?, ?)",
      name,
      JSON.stringify(value),
    );
  }
}

type Row = { seq: number; at: number; type: string; mode: string | null; body: string };

/** A row that is no event is left out: what it said is lost, the session is not. */
function readable({ seq, body, ...head }: Row): LoggedEvent[] {
  const event = EventSchema.safeParse({ ...head, body: parsed(body) });
  if (event.success) return [{ ...event.data, seq }];
  console.warn({ message: "an event of a tuning session cannot be read", seq, type: head.type });
  return [];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
