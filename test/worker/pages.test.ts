/** What browsers show: the documentation and the pages. */
import { describe, expect, test } from "vitest";
import { call } from "./call.ts";

describe("the documentation", () => {
  test("describes every route once, with its errors", async () => {
    const description = (await (await call("/api/openapi.json")).json()) as {
      paths: Record<string, Record<string, { operationId: string; responses: object }>>;
    };
    const operations = Object.values(description.paths).flatMap((item) => Object.values(item));
    const ids = operations.map(({ operationId }) => operationId);

    expect(Object.keys(description.paths).every((path) => path.startsWith("/"))).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
    expect(operations.every(({ responses }) => "500" in responses)).toBe(true);
    expect(Object.keys(description.paths["/api/v1/assess"]?.post?.responses ?? {})).toEqual(
      expect.arrayContaining(["200", "400", "413", "415", "422", "503"]),
    );
  });

  test.each(["/api/docs", "/api/redoc"])("at %s needs nothing from elsewhere", async (path) => {
    const page = await call(path);
    const html = await page.text();
    const files = [...html.matchAll(/(?:src|href)="(\.\.\/assets\/[^"]+)"/g)].map(([, file]) => file ?? "");

    expect(page.headers.get("Content-Security-Policy")).toContain("script-src 'self'");
    expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    expect(files.length).toBeGreaterThan(2);
    for (const file of files) expect((await call(`/ml/${file.replace("../", "")}`)).status).toBe(200);
  });
});

describe("the pages", () => {
  const html = { headers: { Accept: "text/html,application/json;q=0.9" } };

  test.each(["/", "/ml", "/practice", "/tune", "/tune/portraits"])(
    "at %s load nothing but files of their own",
    async (path) => {
      const page = await call(path, html);
      const text = await page.text();
      const files = [...text.matchAll(/(?:src|href)="(\/app\/[^"]+)"/g)].map(([, file]) => file ?? "");

      expect(page.headers.get("Content-Type")).toContain("text/html");
      expect(page.headers.get("Content-Security-Policy")).not.toContain("unsafe-inline");
      expect(text).not.toMatch(/<script>|<style>|style="|(?:src|href)="(?:https?:)?\/\//);
      expect(files.length).toBeGreaterThan(1);
    },
  );
});
