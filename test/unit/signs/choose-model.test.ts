import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ActiveModelsSchema } from "../../../shared/contract/model.ts";
import { ALPHABETS } from "../../../shared/signs/alphabets.ts";
import { chooseModel, isActive } from "../../../shared/signs/choose-model.ts";
import { FEATURE_COUNTS } from "../../../shared/signs/features.ts";

const model = (languageCode: string, numbers: string) => ({
  languageCode,
  version: `${languageCode.toLowerCase()}-letters-${numbers}`,
});
const MODELS = [model("ASL", "1.0.0"), model("ASL", "1.2.0"), model("ASL", "1.10.0"), model("LSM", "1.0.0")];

const chosen = (...choice: Parameters<typeof chooseModel>): string | undefined => {
  const result = chooseModel(...choice);
  return result.ok ? result.value.version : undefined;
};

describe("the version that answers", () => {
  test("is the newest of the language, whatever order they come in", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(MODELS, { minLength: 4 }), (models) => {
        expect(chosen(models, { languageCode: "asl" })).toBe("asl-letters-1.10.0");
        expect(models.filter((one) => isActive(one, models)).length).toBe(2);
      }),
    );
  });

  test("is the one that the configuration names, and before it the one that the request names", () => {
    const active = { ASL: "asl-letters-1.2.0" };

    expect(chosen(MODELS, { languageCode: "ASL", active })).toBe("asl-letters-1.2.0");
    expect(chosen(MODELS, { languageCode: "LSM", active })).toBe("lsm-letters-1.0.0");
    expect(chosen(MODELS, { languageCode: "ASL", version: "asl-letters-1.0.0", active })).toBe(
      "asl-letters-1.0.0",
    );
    expect(MODELS.filter((one) => isActive(one, MODELS, active)).map(({ version }) => version)).toEqual([
      "asl-letters-1.2.0",
      "lsm-letters-1.0.0",
    ]);
  });

  test("is refused with those that exist when it does not, also when it is of another language", () => {
    expect(chooseModel(MODELS, { languageCode: "LSM", version: "asl-letters-1.0.0" })).toEqual({
      ok: false,
      error: {
        code: "model_version_not_supported",
        params: { language: "LSM", supported: "lsm-letters-1.0.0" },
      },
    });
    expect(chooseModel(MODELS, { languageCode: "XX" })).toEqual({
      ok: false,
      error: { code: "language_not_supported", params: { supported: "ASL, LSM" } },
    });
  });
});

describe("ACTIVE_MODELS", () => {
  test("names a version for each language", () => {
    expect(ActiveModelsSchema.parse("asl=asl-letters-1.0.0, LSM=lsm-letters-1.1.0")).toEqual({
      ASL: "asl-letters-1.0.0",
      LSM: "lsm-letters-1.1.0",
    });
    expect(ActiveModelsSchema.parse(undefined)).toEqual({});
  });

  test.each(["asl-letters-1.0.0", "ASL=", "ASL=a b", "ASL=asl-letters-1.0.0,asl=asl-letters-1.1.0"])(
    "may not be %s",
    (text) => {
      expect(ActiveModelsSchema.safeParse(text).success).toBe(false);
    },
  );
});

describe("the alphabets that are built in", () => {
  test("can be evaluated, have a name of their own and know how each letter is held", () => {
    for (const { ensemble, features, labels, prototypes } of ALPHABETS) {
      for (const network of ensemble) {
        expect(network[0]?.inputs).toBe(FEATURE_COUNTS[features]);
        expect([labels.length, labels.length + 1]).toContain(network.at(-1)?.outputs);
      }
      expect(Object.keys(prototypes)).toEqual([...labels]);
    }
    expect(new Set(ALPHABETS.map(({ version }) => version)).size).toBe(ALPHABETS.length);
  });
});
