import { Hono } from "hono";
import { expect, test } from "vitest";
import { workerOnly } from "../../../container/http/worker-only.ts";
import { ProblemSchema } from "../../../shared/contract/problem.ts";

const SECRET = "s".repeat(40);

function guarded(secret: string | undefined) {
  const app = new Hono();
  app.use(workerOnly(secret));
  app.all("*", (c) => c.json({ status: "ready", model_version: "asl-1" }));
  return app;
}

test.each([undefined, "", "Bearer", `Bearer ${SECRET}x`, `Bearer ${SECRET.slice(1)}`, SECRET])(
  "a container with a secret refuses who sends %j, but for its state",
  async (authorization) => {
    const headers = authorization === undefined ? {} : { Authorization: authorization };
    const app = guarded(SECRET);

    for (const path of ["/invocations", "/metrics", "/nowhere", "/ping/"]) {
      const refused = await app.request(path, { method: "POST", headers });
      expect(refused.status).toBe(401);
      expect(ProblemSchema.parse(await refused.json()).code).toBe("container_secret_wrong");
    }
    expect((await app.request("/ping")).status).toBe(200);
  },
);

test("a container without a secret serves all", async () => {
  expect((await guarded(undefined).request("/metrics")).status).toBe(200);
});
