/** A letter that is drawn: a hand shape whose fingertip follows a path. What a data set says of one, and how it varies. */
import { z } from "zod";

const PointSchema = z.tuple([z.number(), z.number()]);

export const MotionLetterSchema = z.strictObject({
  /** Labels of hands that draw it; the first is the one that the books show. Letters that are movements may be among them. */
  handshapes: z.array(z.string()).min(1),
  fingertip: z.enum(["index", "little"]),
  /** Corners of the path, x towards the thumb of a hand that shows its palm, y down. About 1 high. */
  path: z.array(PointSchema).min(2),
  /** Most degrees by which the forearm turns its palm away from the viewer meanwhile. */
  turnDegrees: z.number().min(0).max(180).default(0),
});
export type MotionLetter = z.infer<typeof MotionLetterSchema>;

/** By label. */
export type MotionLetters = Readonly<Record<string, MotionLetter>>;

export const FINGERTIPS: Readonly<Record<MotionLetter["fingertip"], number>> = { index: 8, little: 20 };
