import type { Upload, UploadRegister } from "../../ports/uploads.ts";

interface Row {
  readonly object_key: string;
  readonly uploaded_at: number;
  readonly bucket: string | null;
}

/** `ownBucket` is the one that rows from before there were others are about. */
export const createD1UploadRegister = (db: D1Database, ownBucket: string): UploadRegister => ({
  async record({ bucket, key, uploadedAt }) {
    await db
      .prepare("INSERT INTO uploads (object_key, uploaded_at, bucket) VALUES (?, ?, ?)")
      .bind(key, uploadedAt, bucket === ownBucket ? null : bucket)
      .run();
  },

  async before(time, now, limit) {
    const { results } = await db
      .prepare(
        `SELECT object_key, uploaded_at, bucket FROM uploads WHERE uploaded_at < ? AND try_at <= ?
         ORDER BY uploaded_at LIMIT ?`,
      )
      .bind(time, now, limit)
      .all<Row>();
    return results.map(
      ({ object_key, uploaded_at, bucket }): Upload => ({
        bucket: bucket ?? ownBucket,
        key: object_key,
        uploadedAt: uploaded_at,
      }),
    );
  },

  async isKnown({ bucket, key }) {
    const row = await db
      .prepare("SELECT 1 AS known FROM uploads WHERE object_key = ? AND COALESCE(bucket, ?) = ?")
      .bind(key, ownBucket, bucket)
      .first();
    return row !== null;
  },

  async putOff(keys, until) {
    await db
      .prepare("UPDATE uploads SET try_at = ? WHERE object_key IN (SELECT value FROM json_each(?))")
      .bind(until, JSON.stringify(keys))
      .run();
  },

  async forget(keys) {
    await db
      .prepare("DELETE FROM uploads WHERE object_key IN (SELECT value FROM json_each(?))")
      .bind(JSON.stringify(keys))
      .run();
  },
});
