/** What a learner should change for the sign that was asked for: an item is data, its sentence is made where it is read. */
import { z } from "zod";

/** Most items at once: more than a learner can mind in the next try. */
export const MAX_FEEDBACK_ITEMS = 3;

export const FeedbackPartSchema = z
  .enum([
    "thumb",
    "index",
    "middle",
    "ring",
    "little",
    "index_middle",
    "middle_ring",
    "ring_little",
    "fingers",
    "palm",
    "hand",
  ])
  .describe("What to change: a finger, two neighbours, all four fingers, the palm or the hand as a whole");
export type FeedbackPart = z.infer<typeof FeedbackPartSchema>;

export const FeedbackCodeSchema = z
  .enum([
    // A finger, or all four.
    "straighten",
    "bend",
    "bend_more",
    "bend_less",
    // Two neighbours.
    "together",
    "apart",
    "cross",
    "uncross",
    // The thumb: where it belongs.
    "out",
    "beside",
    "across_palm",
    "across_fingers",
    "between_index_middle",
    "between_middle_ring",
    "between_ring_little",
    "touch_index",
    "touch_middle",
    "touch_ring",
    "touch_little",
    // A finger or the hand: where it points in the picture.
    "point_up",
    "point_sideways",
    "point_down",
    // The palm.
    "face_camera",
    "face_sideways",
    // The hand.
    "show",
    "hold_still",
    // A finger of a hand that is held as it should be, for a letter that is a movement.
    "draw",
  ])
  .describe("How to change it");
export type FeedbackCode = z.infer<typeof FeedbackCodeSchema>;

export const FeedbackItemSchema = z.object({ part: FeedbackPartSchema, code: FeedbackCodeSchema });
export type FeedbackItem = z.infer<typeof FeedbackItemSchema>;

export const FeedbackSchema = FeedbackItemSchema.extend({
  message: z.string().describe("The same as a sentence, in the language of Accept-Language"),
});
export type Feedback = z.infer<typeof FeedbackSchema>;
