import type { UploadRegister } from "../../ports/uploads.ts";

export const createD1UploadRegister = (db: D1Database): UploadRegister => ({
  async record(key, at) {
    await db.prepare("INSERT INTO uploads (object_key, uploaded_at) VALUES (?, ?)").bind(key, at).run();
  },

  async before(time, limit) {
    const { results } = await db
      .prepare("SELECT object_key FROM uploads WHERE uploaded_at < ? ORDER BY uploaded_at LIMIT ?")
      .bind(time, limit)
      .all<{ object_key: string }>();
    return results.map(({ object_key }) => object_key);
  },

  async forget(keys) {
    await db
      .prepare("DELETE FROM uploads WHERE object_key IN (SELECT value FROM json_each(?))")
      .bind(JSON.stringify(keys))
      .run();
  },
});
