import type { Context, Handler } from "hono";
import type { AppEnv } from "../http/app-context.ts";

/** What pages may load: their own files, and pictures from wherever the caller of a tuning session links them. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' https: data: blob:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** With these the browser lets a page use threads; it may then load nothing from elsewhere. */
const ISOLATION = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

export interface PageOptions {
  /** For pages that compute in several threads. */
  readonly isIsolated?: boolean;
}

/** Answers with a page for people, from the files that worker/web/build.ts makes. */
export async function sendPage(
  c: Context<AppEnv>,
  name: string,
  { isIsolated = false }: PageOptions = {},
): Promise<Response> {
  const file = await c.get("readAsset")(`/app/${name}.html`);
  if (!file.ok) return c.notFound();
  return new Response(file.body, {
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": POLICY,
      "Cache-Control": "no-cache",
      ...(isIsolated ? ISOLATION : {}),
    },
  });
}

export const page =
  (name: string, options?: PageOptions): Handler<AppEnv> =>
  (c) =>
    sendPage(c, name, options);
