import { z } from "zod";

/** Number of points of a hand in MediaPipe order: wrist, then four each of thumb, index, middle, ring, little finger. */
export const LANDMARK_COUNT = 21;

export const LandmarkSchema = z.object({ x: z.number(), y: z.number(), z: z.number() });
export type Landmark = z.infer<typeof LandmarkSchema>;

export const HandednessSchema = z
  .enum(["Left", "Right"])
  .describe("The signer's own hand, for a picture that is not mirrored");
export type Handedness = z.infer<typeof HandednessSchema>;

export const HandSchema = z.object({
  handedness: HandednessSchema,
  score: z.number().min(0).max(1).describe("Confidence that this is a hand"),
  bounding_box: z
    .object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })
    .describe("Tight box around the landmarks, in fractions of the picture's width and height"),
  landmarks: z
    .array(LandmarkSchema)
    .length(LANDMARK_COUNT)
    .describe(
      "x, y in fractions of the picture's width and height; z in units of its width, smaller is nearer",
    ),
  world_landmarks: z
    .array(LandmarkSchema)
    .length(LANDMARK_COUNT)
    .describe("Metres, origin at the hand's centre"),
});

export type HandJson = z.infer<typeof HandSchema>;
