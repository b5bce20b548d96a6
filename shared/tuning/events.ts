/** What can happen in a tuning session. The log of these is the truth; everything else can be made from it. */
import { z } from "zod";
import { ModeSchema, ParameterValuesSchema, StudySchema } from "../contract/tuning.ts";

const head = { at: z.int().min(0) };
/** Suggestions are named by us, results may bring a name of the client's own. */
const suggestionId = z.string().min(1).max(64);

export const SuggestedSchema = z.object({
  ...head,
  type: z.literal("suggested"),
  mode: ModeSchema,
  body: z.object({
    suggestion_id: suggestionId,
    parameters: ParameterValuesSchema,
    /** Milliseconds since 1970; until then no other suggestion comes close. */
    expires_at: z.int().min(0),
    mean: z.number().nullable(),
    sd: z.number().nullable(),
    why: z.record(z.string(), z.unknown()),
  }),
});

export const RatedSchema = z.object({
  ...head,
  type: z.literal("rated"),
  mode: ModeSchema,
  body: z.object({
    parameters: ParameterValuesSchema,
    /** The rating or number as it was told. */
    value: z.number(),
    suggestion_id: suggestionId.optional(),
  }),
});

/** One mode starts over, or, without a mode, all of them. */
export const ResetSchema = z.object({
  ...head,
  type: z.literal("reset"),
  mode: ModeSchema.nullable(),
  body: z.object({}),
});

const DefinedSchema = z.object({
  ...head,
  type: z.literal("defined"),
  mode: z.null(),
  body: StudySchema,
});

/** An event that an export carries; the definition stands beside them. */
export const CarriedEventSchema = z.discriminatedUnion("type", [SuggestedSchema, RatedSchema, ResetSchema]);
export const EventSchema = z.discriminatedUnion("type", [...CarriedEventSchema.options, DefinedSchema]);

export type SuggestedEvent = z.infer<typeof SuggestedSchema>;
export type RatedEvent = z.infer<typeof RatedSchema>;
export type CarriedEvent = z.infer<typeof CarriedEventSchema>;
export type TuningEvent = z.infer<typeof EventSchema>;

/** An event as it stands in the log. Numbers go up and never come back, so that they tell what came before what. */
export type LoggedEvent = TuningEvent & { readonly seq: number };
