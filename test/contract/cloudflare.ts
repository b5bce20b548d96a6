/** Real D1 and R2 of workerd, handed to tests in Node, and the same bucket by S3's protocol with checked signatures. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createTestHarness } from "wrangler";

export const BUCKET = "contract-videos";
export const S3_CREDENTIALS = { accessKeyId: "contract-key", secretAccessKey: "contract-secret" };

export interface Cloudflare {
  readonly db: D1Database;
  readonly bucket: R2Bucket;
  readonly s3Url: string;
  close(): Promise<void>;
}

const MIGRATIONS = join(import.meta.dirname, "../../migrations");

export async function startCloudflare(): Promise<Cloudflare> {
  const harness = createTestHarness({
    workers: [
      {
        config: {
          name: "contract",
          main: join(import.meta.dirname, "empty-worker.ts"),
          compatibility_date: "2026-10-01",
          d1_databases: [{ binding: "DB", database_name: "contract", database_id: "contract" }],
          r2_buckets: [
            {
              binding: "VIDEOS",
              bucket_name: BUCKET,
              local_dev: { experimental_s3_credentials: S3_CREDENTIALS },
            },
          ],
        },
      },
    ],
  });
  const { url } = await harness.listen();
  const { DB: db, VIDEOS: bucket } = await harness.getWorker<{ DB: D1Database; VIDEOS: R2Bucket }>().getEnv();
  await applyMigrations(db);
  return { db, bucket, s3Url: new URL("/cdn-cgi/local/r2/s3", url).href, close: () => harness.close() };
}

/** Brings an empty database to the present schema. */
export async function applyMigrations(db: D1Database): Promise<void> {
  for (const file of readdirSync(MIGRATIONS).toSorted()) {
    const sql = readFileSync(`${MIGRATIONS}/${file}`, "utf8").replaceAll(/--.*$/gm, "");
    for (const statement of sql.split(";").filter((text) => text.trim())) await db.prepare(statement).run();
  }
}
