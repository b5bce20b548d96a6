/**
 * D1's interface over the SQLite that Node brings, for drills of many thousand sessions: D1 is SQLite behind HTTP, and it
 * is the HTTP that takes the time. The short drills of the tests run on D1 itself.
 */
import { DatabaseSync, type SQLInputValue } from "node:sqlite";

class Statement {
  readonly #database: DatabaseSync;
  readonly #sql: string;
  readonly #values: readonly SQLInputValue[];

  constructor(database: DatabaseSync, sql: string, values: readonly SQLInputValue[] = []) {
    this.#database = database;
    this.#sql = sql;
    this.#values = values;
  }

  bind(...values: SQLInputValue[]): Statement {
    return new Statement(this.#database, this.#sql, values);
  }

  run() {
    const prepared = this.#database.prepare(this.#sql);
    const results = prepared.all(...this.#values);
    const changes = this.#database.prepare("SELECT changes() AS changes").get()?.changes;
    return {
      success: true,
      results,
      meta: { changes: /^\s*(INSERT|UPDATE|DELETE)/i.test(this.#sql) ? changes : 0 },
    };
  }

  async all() {
    return this.run();
  }

  async first(column?: string) {
    const [row] = this.run().results;
    return (column === undefined ? row : row?.[column]) ?? null;
  }
}

export interface SqliteD1 {
  readonly db: D1Database;
  close(): void;
}

/** An empty database, after the given migrations. */
export function createSqliteD1(migrations: readonly string[]): SqliteD1 {
  const database = new DatabaseSync(":memory:");
  for (const sql of migrations) database.exec(sql);
  const db = {
    prepare: (sql: string) => new Statement(database, sql),
    batch: async (statements: readonly Statement[]) => {
      database.exec("BEGIN");
      try {
        const results = statements.map((statement) => statement.run());
        database.exec("COMMIT");
        return results;
      } catch (cause) {
        database.exec("ROLLBACK");
        throw cause;
      }
    },
  };
  return { db: db as unknown as D1Database, close: () => database.close() };
}
