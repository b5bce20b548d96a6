import type { Plugin } from "vite";
import { ALPHABET_FILES } from "../../shared/signs/alphabets/registry.ts";
import { isActive } from "../../shared/signs/choose-model.ts";

const REGISTRY = "/signs/alphabets/registry.ts";

/** Pages read letters with the newest weights of each language alone; browsers need not load the older ones. */
export const newestAlphabets = (): Plugin => ({
  name: "newest-alphabets",
  load: (id) =>
    id.endsWith(REGISTRY)
      ? `export const ALPHABET_FILES = ${JSON.stringify(ALPHABET_FILES.filter((file) => isActive(file, ALPHABET_FILES)))};`
      : undefined,
});
