import { announceOutbox } from "../services/announce-outbox.ts";
import { forgetOldKeys } from "../services/forget-old-keys.ts";
import type { Parts } from "../services/parts.ts";

/** Runs every minute. Rejects, for Cloudflare to record a failed run, when the database does not answer. */
export async function sweep(parts: Parts): Promise<void> {
  const { announced, settled, failed } = await announceOutbox(parts);
  if (announced + settled + failed > 0)
    parts.log(failed > 0 ? "warn" : "info", "sweep", { announced, settled, failed });
  await forgetOldKeys(parts);
}
