import type { D1Migration } from "@cloudflare/vitest-plugin";
import type { Bindings } from "../../worker/config.ts";

declare global {
  namespace Cloudflare {
    interface Env extends Bindings {
      readonly TEST_MIGRATIONS: D1Migration[];
    }
    interface GlobalProps {
      readonly mainModule: typeof import("../../worker/index.ts");
    }
  }
}
