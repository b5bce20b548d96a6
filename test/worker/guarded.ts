/** The app as it is deployed, where everybody needs a key, and keys for it. */
import { env } from "cloudflare:workers";
import type { CreateKeyRequest } from "../../shared/contract/access.ts";
import { UploadedVideoSchema } from "../../shared/contract/assessment.ts";
import { createDeps } from "../../worker/deps.ts";
import { createKey } from "../../worker/services/manage-keys.ts";
import type { Parts, Settings } from "../../worker/services/parts.ts";
import { appWith } from "./call.ts";

export type Ask = (path: string, init?: RequestInit) => Promise<Response>;

/** `settings` come on top of those of a deployed Worker. */
export function guardedApp(replaced: Partial<Parts> = {}, settings: Partial<Settings> = {}): Ask {
  const { parts } = createDeps(env);
  return appWith({ settings: { ...parts.settings, accessMode: "keys", ...settings }, ...replaced });
}

/** A new key, as the one who created it sees it this once. */
export async function newKey(request: Partial<CreateKeyRequest> = {}) {
  const created = await createKey(createDeps(env).parts, {
    name: "test",
    scopes: ["assess", "tune"],
    tenant: "default",
    ...request,
  });
  if (!created.ok) throw new Error(created.error.code);
  return created.value;
}

/** Sends requests with a key, JSON where there is a body. */
export const withKey =
  (ask: Ask, key: string): Ask =>
  (path, init = {}) => {
    const headers = new Headers(init.headers);
    if (typeof init.body === "string" && !headers.has("Content-Type"))
      headers.set("Content-Type", "application/json");
    headers.set("Authorization", `Bearer ${key}`);
    return ask(path, { ...init, headers });
  };

export const json = (method: string, body: unknown): RequestInit => ({
  method,
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(body),
});

/** Stores a video and answers its address. */
export async function upload(ask: Ask): Promise<string> {
  const body = new Uint8Array(900);
  const headers = { "Content-Type": "video/mp4", "Content-Length": String(body.length) };
  const response = await ask("/api/v1/videos", { method: "POST", headers, body });
  return UploadedVideoSchema.parse(await response.json()).s3VideoUrl;
}
