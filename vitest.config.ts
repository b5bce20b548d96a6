import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

/** Tests that run in Node; each folder is a project so that one can be run by name. */
const node = (name: string, include: string) => ({
  test: { name, include: [include], environment: "node", testTimeout: 60_000, hookTimeout: 120_000 },
});

export default defineConfig(async () => ({
  test: {
    // The Worker logs every request; that is worth reading only where a test fails.
    silent: "passed-only" as const,
    projects: [
      node("architecture", "test/architecture.test.ts"),
      node("unit", "test/unit/**/*.test.ts"),
      node("contract", "test/contract/**/*.test.ts"),
      node("container", "test/container/**/*.test.ts"),
      node("drills", "test/drills/**/*.test.ts"),
      node("openapi", "test/openapi/**/*.test.ts"),
      node("e2e", "test/e2e/**/*.test.ts"),
      { test: { ...node("web", "test/web/**/*.test.ts").test, globalSetup: "test/web/setup.ts" } },
      {
        plugins: [
          cloudflareTest({
            wrangler: { configPath: "./wrangler.toml" },
            miniflare: {
              bindings: {
                TEST_MIGRATIONS: await readD1Migrations("./migrations"),
                AUTH_MODE: "local",
                INFERENCE_BACKEND: "stub",
              },
            },
          }),
        ],
        test: {
          name: "worker",
          // Of cached modules a test file is sent all at once, and a few versions of an alphabet are too large for one message.
          fsModuleCache: false,
          include: ["test/worker/**/*.test.ts"],
          setupFiles: ["test/worker/setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
}));
