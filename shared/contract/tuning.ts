/** JSON of the tuning API. Names and defaults are those of the service this one replaces, which writes them in snake_case. */
import { z } from "zod";

/** Suggestions that one call may ask for. */
export const MAX_SUGGESTIONS = 16;
/** Results that one update may bring. */
export const MAX_RESULTS = 100;
/** Observations that one mode of a session may hold. */
export const MAX_OBSERVATIONS = 1000;
export const DEFAULT_SUGGESTIONS = 2;
export const DEFAULT_MODE = "structure";

const NameSchema = z
  .string()
  .regex(/^[A-Za-z_][\w.-]{0,63}$/)
  .describe("Letters, digits, _ . -; at most 64 characters");

export const SessionIdSchema = z
  .string()
  .regex(/^[\w-]{1,64}$/)
  .describe("Names a tuning session");

/** Each mode of a session is a model of its own over the session's search space. */
export const ModeSchema = z.string().regex(/^[\w-]{1,32}$/);

export const ParameterValueSchema = z.union([z.string().max(64), z.number()]);
/** The value of every parameter that exists on the point's branch. */
export const ParameterValuesSchema = z.record(z.string(), ParameterValueSchema);
export type ParameterValues = z.infer<typeof ParameterValuesSchema>;

const conditionSchema = z.record(
  z.string(),
  z.union([z.string().max(64), z.array(z.string().max(64)).min(1).max(16)]),
);

const common = {
  name: NameSchema,
  role: NameSchema.optional().describe("Parameters of different branches with one role mean the same thing"),
  when: conditionSchema
    .optional()
    .describe("The parameter exists only where each named category has one of these values"),
};
const bounded = {
  low: z.number(),
  high: z.number(),
  log: z.boolean().optional().describe("Searched by magnitude"),
};

export const ParameterSchema = z.discriminatedUnion("type", [
  z.strictObject({
    ...common,
    type: z.literal("float"),
    ...bounded,
    decimals: z.int().min(0).max(10).optional().describe("Suggested values are rounded to these"),
  }),
  z.strictObject({ ...common, type: z.literal("int"), ...bounded }),
  z.strictObject({
    ...common,
    type: z.literal("categorical"),
    choices: z.array(z.string().min(1).max(64)).min(2).max(16),
  }),
]);
export type Parameter = z.infer<typeof ParameterSchema>;

export const SpaceSchema = z.strictObject({ parameters: z.array(ParameterSchema).min(1).max(32) });
export type Space = z.infer<typeof SpaceSchema>;

export const ObjectiveSchema = z.strictObject({
  direction: z.enum(["maximize", "minimize"]),
  kind: z.enum(["rating", "number"]).describe("rating: a person's 1..5; number: any measured figure"),
});
export type Objective = z.infer<typeof ObjectiveSchema>;

export const SeedSchema = z.int().min(0).max(0xffffffff);

/** What a session searches: kept with its log, so that the same log gives the same suggestions anywhere. */
export const StudySchema = z.strictObject({
  space: SpaceSchema,
  objective: ObjectiveSchema,
  seed: SeedSchema,
});
export type Study = z.infer<typeof StudySchema>;

export const RATING_MIN = 1;
export const RATING_MAX = 5;
