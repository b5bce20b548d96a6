import type { Handler } from "hono";
import type { AppEnv } from "../http/app-context.ts";

/** What the viewers of the API description need, and nothing from elsewhere: they add styles of their own while running. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** A page of the documentation, from the files that worker/docs/build.ts puts together. */
export const documentationPage =
  (file: string): Handler<AppEnv> =>
  async (c) => {
    const page = await c.get("readAsset")(`/assets/${file}`);
    if (!page.ok) return c.notFound();
    return new Response(page.body, {
      headers: { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": POLICY },
    });
  };

/** Files of the pages, where they are asked for under a prefix. */
export const documentationFile: Handler<AppEnv> = async (c) => {
  const file = await c.get("readAsset")(c.req.path);
  return file.ok ? new Response(file.body, file) : c.notFound();
};
