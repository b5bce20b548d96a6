/** What the notes of a data set say of a letter that is drawn: a hand shape, and the path that its fingertip follows. */
import { z } from "zod";

const PointSchema = z.tuple([z.number(), z.number()]);

export const MotionLetterNotesSchema = z.strictObject({
  /** Labels of hands that draw it; the first is the one that the books show. Letters that are movements may be among them. */
  handshapes: z.array(z.string()).min(1),
  /** Letters besides that a hand may look like at the beginning or the end of the movement. */
  looksLike: z.array(z.string()).default([]),
  /** That draws with its tip. */
  finger: z.enum(["index", "little"]),
  /** Corners of the path, x towards the thumb of a hand that shows its palm, y down. About 1 high. */
  path: z.array(PointSchema).min(2),
  /** Most degrees by which the forearm turns its palm away from the viewer meanwhile. */
  turnDegrees: z.number().min(0).max(180).default(0),
});
export type MotionLetterNotes = z.infer<typeof MotionLetterNotesSchema>;

/** By label. */
export type MotionLettersNotes = Readonly<Record<string, MotionLetterNotes>>;

export const FINGERTIPS: Readonly<Record<MotionLetterNotes["finger"], number>> = { index: 8, little: 20 };

/** Without those that nobody has described. */
export const describedLetters = (
  letters: Readonly<Record<string, MotionLetterNotes | null>>,
): MotionLettersNotes =>
  Object.fromEntries(Object.entries(letters).flatMap(([label, letter]) => (letter ? [[label, letter]] : [])));
