/** A search space while it is being written in the form: texts, as the fields hold them. */

import type { Objective, Parameter } from "../../../../shared/contract/tuning.ts";
import type { DefineSession } from "../../../../shared/contract/tuning-api.ts";

export interface ParameterDraft {
  /** Tells rows apart; never shown. */
  readonly key: number;
  readonly name: string;
  readonly type: Parameter["type"];
  readonly low: string;
  readonly high: string;
  readonly log: boolean;
  readonly decimals: string;
  /** Separated by commas. */
  readonly choices: string;
  /** Name of the category that decides whether the parameter exists; empty when it always does. */
  readonly whenName: string;
  /** Choices of that category with which it exists. */
  readonly whenChoices: readonly string[];
}

export const emptyParameter = (key: number): ParameterDraft => ({
  key,
  name: "",
  type: "float",
  low: "",
  high: "",
  log: false,
  decimals: "",
  choices: "",
  whenName: "",
  whenChoices: [],
});

export const choicesOf = ({ choices }: Pick<ParameterDraft, "choices">): string[] =>
  choices
    .split(",")
    .map((choice) => choice.trim())
    .filter((choice) => choice !== "");

/** Categories that stand before the parameter, on which it may depend. */
export const categoriesBefore = (
  drafts: readonly ParameterDraft[],
  index: number,
): readonly ParameterDraft[] =>
  drafts.slice(0, index).filter(({ type, name }) => type === "categorical" && name !== "");

/** The request that defines the session; the service says what makes no sense about it. */
export const definitionOf = (drafts: readonly ParameterDraft[], objective: Objective): DefineSession => ({
  space: { parameters: drafts.map(parameterOf) },
  objective,
});

function parameterOf(draft: ParameterDraft): Parameter {
  const common = {
    name: draft.name.trim(),
    ...(draft.whenName === "" ? {} : { when: { [draft.whenName]: [...draft.whenChoices] } }),
  };
  if (draft.type === "categorical") return { ...common, type: draft.type, choices: choicesOf(draft) };
  const bounds = { low: Number(draft.low), high: Number(draft.high), ...(draft.log ? { log: true } : {}) };
  if (draft.type === "int") return { ...common, type: draft.type, ...bounds };
  return {
    ...common,
    type: draft.type,
    ...bounds,
    ...(draft.decimals === "" ? {} : { decimals: Number(draft.decimals) }),
  };
}
