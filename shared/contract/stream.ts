/** Messages of a live stream, GET /api/v1/stream: hands go in as they are seen, letters come out as they settle. */
import { z } from "zod";
import { LETTER_MESSAGE } from "./examples.ts";
import { LANDMARK_COUNT } from "./hand.ts";
import { PredictionSchema } from "./invocation.ts";
import { DEFAULT_LANGUAGE, LanguageCodeSchema, ModelVersionSchema } from "./model.ts";

export const LANDMARK_VALUES = LANDMARK_COUNT * 3;
/** Largest picture. */
export const MAX_PICTURE_BYTES = 512 * 1024;
/** Longest message that is text. */
export const MAX_TEXT_BYTES = 16 * 1024;
/** Frames of any kind that a connection may send; what comes faster is left out. */
export const MAX_FRAMES_PER_SECOND = 60;
/** A connection without a frame for so long is closed. */
export const IDLE_SECONDS = 120;
/** The text waits so long for a connection that resumes it. */
export const RETENTION_SECONDS = 600;
/** Letters that the text holds; the first ones make room. */
export const MAX_TEXT_LETTERS = 4096;
/** Largest coordinate, either way: far beyond any picture, and far from what overflows. */
export const MAX_COORDINATE = 1e6;
/** Largest time of a frame: seconds since 1970 will do for long. */
export const MAX_TIME = 1e10;

/** Codes with which the service closes a connection (4000 and above are ours; RFC 6455, 7.4). */
export const STREAM_CLOSE = {
  /** Too many messages that are no frames, or too many too fast. */
  misuse: 1008,
  tooLarge: 1009,
  idle: 4408,
  /** Another connection resumed the stream. */
  takenOver: 4409,
} as const;

export const StreamQuerySchema = z.object({
  language: LanguageCodeSchema.default(DEFAULT_LANGUAGE),
  model_version: ModelVersionSchema.optional(),
  aspect: z.coerce
    .number()
    .min(0.1)
    .max(10)
    .optional()
    .describe(
      "Width over height of the camera's picture, when x and y are fractions of its width and height; leave it out when both have one unit, such as pixels",
    ),
  resume: z.uuid().optional().describe("`stream` of an earlier hello, within 10 minutes: its text goes on"),
  guesses: z
    .stringbool()
    .default(false)
    .describe("Whether to tell also what the hand looks like before a letter settles"),
});
export type StreamQuery = z.infer<typeof StreamQuerySchema>;

const coordinate = z.number().min(-MAX_COORDINATE).max(MAX_COORDINATE);

/** A frame as JSON. Binary frames say the same: 63 float32, or 64 of which the first is `t`, little endian. */
export const LandmarkFrameSchema = z.strictObject({
  t: z.number().min(0).max(MAX_TIME).optional().describe("Seconds since any moment of the client's choice"),
  landmarks: z
    .union([
      z.array(coordinate).length(LANDMARK_VALUES),
      z.array(z.object({ x: coordinate, y: coordinate, z: coordinate })).length(LANDMARK_COUNT),
      z.null(),
    ])
    .describe("21 points in MediaPipe order, y down; null when no hand is seen"),
});

export const ClientMessageSchema = z.union([
  LandmarkFrameSchema,
  z.strictObject({ type: z.literal("clear") }).describe("Empties the text"),
]);

export const ServerMessageSchema = z
  .discriminatedUnion("type", [
    z
      .object({
        type: z.literal("hello"),
        stream: z.uuid().describe("Give it as `resume` to go on with the text"),
        resumed: z.boolean(),
        text: z.string(),
        language: z.string(),
        model_version: z.string(),
        limits: z.object({
          frames_per_second: z.number(),
          picture_bytes: z.int(),
          idle_seconds: z.number(),
          retention_seconds: z.number(),
        }),
      })
      .describe("First message of a connection"),
    PredictionSchema.extend({
      type: z.literal("letter"),
      t: z.number().describe("Of the frame with which the letter settled, by the client's clock"),
      text: z.string().describe("All letters so far"),
      replaces: z
        .string()
        .optional()
        .describe("The letter told before, which was only the beginning of this one: I of J"),
    }).describe("A letter has settled: told once each time it is held or drawn"),
    z
      .object({
        type: z.literal("guess"),
        t: z.number(),
        label: z.string().nullable(),
        confidence: z.number().min(0).max(1).nullable(),
      })
      .describe("The hand looks like another letter now, or is gone (null)"),
    z
      .object({
        type: z.literal("dropped"),
        pictures: z
          .int()
          .describe("Left out of this connection so far, since newer ones came before their turn"),
      })
      .describe("Pictures come faster than they can be read"),
    z.object({ type: z.literal("text"), text: z.string() }).describe("The text as the client has changed it"),
    z
      .object({ type: z.literal("error"), code: z.string(), title: z.string(), detail: z.string() })
      .describe("A message was not understood, or its frame could not be read; the stream goes on"),
  ])
  .meta({ example: LETTER_MESSAGE });
export type ServerMessage = z.infer<typeof ServerMessageSchema>;
