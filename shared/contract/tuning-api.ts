/** Requests and answers of the tuning API. Names and defaults are those of the service this one replaces. */
import { z } from "zod";
import { TUNING_EXPORT, TUNING_SESSION, TUNING_SESSION_WITH_HISTORY } from "./examples.ts";
import {
  DEFAULT_MODE,
  DEFAULT_SUGGESTIONS,
  MAX_RESULTS,
  MAX_SUGGESTIONS,
  ModeSchema,
  ObjectiveSchema,
  ParameterValuesSchema,
  RATING_MAX,
  RATING_MIN,
  SeedSchema,
  SessionIdSchema,
  SpaceSchema,
} from "./tuning.ts";

/** Header by which the routes without a session in their path name one. */
export const SESSION_HEADER = "X-Tuning-Session";
export const DEFAULT_SESSION = "default";

/** Measured figures beyond this lose the digits that tell them apart. */
export const LARGEST_VALUE = 1e12;

export const DEFAULT_HISTORY = 50;
export const MAX_HISTORY = 200;

export const DefineSessionSchema = z
  .strictObject({
    space: SpaceSchema,
    objective: ObjectiveSchema,
    seed: SeedSchema.optional().describe("Of all random choices; by default it follows from the id"),
  })
  .meta({
    example: {
      space: {
        parameters: [
          { name: "solver", type: "categorical", choices: ["adam", "sgd"] },
          { name: "rate", type: "float", low: 0.0001, high: 1, log: true },
          { name: "momentum", type: "float", low: 0, high: 0.99, decimals: 2, when: { solver: "sgd" } },
        ],
      },
      objective: { direction: "minimize", kind: "number" },
    },
  });
export type DefineSession = z.infer<typeof DefineSessionSchema>;

export const SuggestRequestSchema = z
  .strictObject({
    mode: ModeSchema.default(DEFAULT_MODE),
    num_suggestions: z.int().min(1).max(MAX_SUGGESTIONS).default(DEFAULT_SUGGESTIONS),
  })
  .meta({ example: { mode: "structure", num_suggestions: 2 } });

export const SuggestQuerySchema = z.object({
  explain: z.enum(["0", "1", "true", "false"]).optional().describe("1: adds `explanations`"),
});

/** Numbers are null until the model has ratings enough to say them. */
export const ExplanationSchema = z.object({
  mean: z.number().nullable().describe("What the model expects, in the unit of the ratings"),
  sd: z.number().nullable().describe("How unsure it is of that"),
  why: z.string().describe("A sentence in the language of Accept-Language"),
  reason: z.record(z.string(), z.unknown()).describe("The same for programs"),
});

export const SuggestResponseSchema = z
  .object({
    suggestions: z.array(ParameterValuesSchema),
    suggestion_ids: z.array(z.string()),
    explanations: z.array(ExplanationSchema).optional(),
  })
  .meta({
    example: {
      suggestions: [
        { api: "leonardo", init_strength: 0.31, guidance_scale: 7.4, controlnet_weight: 0.88 },
        {
          api: "stablediffusion",
          strength: 0.22,
          guidance_scale: 9.1,
          controlnet_conditioning_scale: 0.93,
        },
      ],
      suggestion_ids: ["0b2f2f43-9f6c-4a34-8a0f-0a0f7a9a6f10", "4d0c8b0a-6a0e-4a83-9f0d-5f7c0f1c8f6e"],
    },
  });
export type SuggestResponse = z.infer<typeof SuggestResponseSchema>;

export const TuningResultSchema = z.strictObject({
  parameters: ParameterValuesSchema.describe("As they were suggested"),
  rating: z.number().min(RATING_MIN).max(RATING_MAX).optional().describe("Where the objective is a rating"),
  value: z
    .number()
    .min(-LARGEST_VALUE)
    .max(LARGEST_VALUE)
    .optional()
    .describe("Where the objective is a number"),
  suggestion_id: z.string().min(1).max(64).nullish().describe("Which suggestion this is the result of"),
});
export type TuningResult = z.infer<typeof TuningResultSchema>;

export const UpdateRequestSchema = z
  .strictObject({
    results: z.array(TuningResultSchema).min(1).max(MAX_RESULTS),
    mode: ModeSchema.nullish().describe("By default that of the suggestion which the parameters came from"),
  })
  .meta({
    example: {
      results: [
        {
          parameters: { api: "leonardo", init_strength: 0.31, guidance_scale: 7.4, controlnet_weight: 0.88 },
          rating: 4,
        },
      ],
    },
  });
export type UpdateRequest = z.infer<typeof UpdateRequestSchema>;

export const UpdateResponseSchema = z
  .object({
    updated: z.literal(true),
    samples_seen: z.int().describe("Ratings of the session, all modes together"),
    convergence_score: z.number().min(0).max(1),
    duplicates: z.int().describe("Results of this update that had been counted before"),
  })
  .meta({ example: { updated: true, samples_seen: 1, convergence_score: 0, duplicates: 0 } });
export type UpdateResponse = z.infer<typeof UpdateResponseSchema>;

const modeStats = {
  samples_seen: z.int(),
  convergence: z.number().min(0).max(1),
  best_parameters: ParameterValuesSchema.nullable().describe("Best by the model's mean among those rated"),
  best_rating: z.number().nullable().describe("What the model expects of them, in the unit of the ratings"),
  remaining: z.number().nullable().describe("Improvement that is still to be expected"),
  bound: z.number().nullable().describe("Improvement that is hardly exceeded"),
  converged: z.boolean(),
  importance: z.record(z.string(), z.number()).describe("Share of each parameter in the differences"),
  branches: z.array(
    z.object({
      branch: z.record(z.string(), z.string()),
      samples: z.int(),
      best: z.number().nullable(),
      probability_best: z.number().min(0).max(1),
    }),
  ),
};
export const ModeStatsSchema = z.object(modeStats);
export type ModeStats = z.infer<typeof ModeStatsSchema>;

export const StatsQuerySchema = z.object({
  mode: ModeSchema.optional().describe(
    `Whose figures stand at the top; ${DEFAULT_MODE} unless told. samples_seen is of all modes`,
  ),
});
export const StatsResponseSchema = z
  .object({ ...modeStats, modes: z.record(z.string(), ModeStatsSchema) })
  .meta({
    example: {
      samples_seen: 0,
      convergence: 0,
      best_parameters: null,
      best_rating: null,
      remaining: null,
      bound: null,
      converged: false,
      importance: {},
      branches: [],
      modes: {},
    },
  });
export type StatsResponse = z.infer<typeof StatsResponseSchema>;

export const ResetResponseSchema = z
  .object({ status: z.literal("reset"), message: z.string() })
  .meta({ example: { status: "reset", message: "The ratings no longer count; the search starts over." } });

export const ResetQuerySchema = z.object({ mode: ModeSchema.optional().describe("By default all modes") });

export const HistoryQuerySchema = z.object({
  mode: ModeSchema.optional(),
  limit: z.coerce.number().int().min(1).max(MAX_HISTORY).default(DEFAULT_HISTORY),
  before: z.coerce.number().int().min(1).optional().describe("next_before of the page before"),
});
export type HistoryQuery = z.infer<typeof HistoryQuerySchema>;

export const HistoryResponseSchema = z
  .object({
    events: z
      .array(
        z.looseObject({
          seq: z.int(),
          at: z.string().describe("ISO 8601"),
          type: z.string(),
        }),
      )
      .describe("Newest first"),
    next_before: z.int().nullable().describe("null on the last page"),
  })
  .meta({
    example: {
      events: [
        {
          seq: 2,
          at: "2026-01-01T12:00:05.000Z",
          type: "reset",
        },
        {
          seq: 1,
          at: "2026-01-01T12:00:00.000Z",
          type: "rated",
          mode: "structure",
        },
      ],
      next_before: null,
    },
  });
export type HistoryResponse = z.infer<typeof HistoryResponseSchema>;

export const SessionResponseSchema = z
  .object({
    session_id: SessionIdSchema,
    space: SpaceSchema,
    objective: ObjectiveSchema,
    seed: SeedSchema,
    defined: z.boolean().describe("false: the image space that sessions search unless told otherwise"),
    samples_seen: z.int(),
    modes: z.array(z.string()),
  })
  .meta({ example: TUNING_SESSION });
export type SessionResponse = z.infer<typeof SessionResponseSchema>;

export const SessionWithHistorySchema = SessionResponseSchema.extend({ history: HistoryResponseSchema }).meta(
  { example: TUNING_SESSION_WITH_HISTORY },
);
export type SessionWithHistory = z.infer<typeof SessionWithHistorySchema>;

/** An export of a thousand observations in each of 16 modes stays below this. */
export const MAX_EXPORT_BYTES = 16 * 1024 * 1024;

/** What an export holds is checked where it is imported; here only its frame. */
export const SessionExportSchema = z
  .looseObject({
    format: z.literal("senal-tuning/1"),
    study: z.record(z.string(), z.unknown()),
    events: z.array(z.record(z.string(), z.unknown())),
  })
  .meta({ example: TUNING_EXPORT });
export type SessionExport = z.infer<typeof SessionExportSchema>;
