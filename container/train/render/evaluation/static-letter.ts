/** A letter that is held still. */
import { LETTER_WAYS } from "../letter-ways.ts";
import type { LetterName, Turn } from "../poses.ts";
import type { Range, TurnRange, Way } from "../way.ts";
import { hold, type Part, type Pose } from "./performance.ts";
import { enter, leave, type Stage, signed, somewhere } from "./stage.ts";

/** In the clip from its first frame to its last, as in a video that is cut to the sign. */
const CUT_SHARE = 0.12;
/** Degrees by which a turn is outside what training renders, at least and at most: yaw, pitch, roll. */
const BEYOND = { yaw: [4, 15], pitch: [3, 10], roll: [4, 16] } as const satisfies TurnRange;

export interface LetterClip {
  readonly parts: readonly Part[];
  readonly turn: Turn;
}

/** @param isBeyond Whether one of the hand's turns is outside the range that training renders. */
export function performLetter(stage: Stage, letter: LetterName, isBeyond: boolean): LetterClip {
  const { random } = stage;
  const ways = LETTER_WAYS[letter];
  const way = (random.next() < 0.5 ? ways[0] : ways[random.below(ways.length)]) as Way;
  const turn = turnWithin(stage, way.turn, isBeyond);
  const angles = signed(stage, way);
  const pose: Pose = { angles, ...turn, ...somewhere(stage) };
  const held = hold(pose, random.between(0.7, 1.5));
  const isCut = random.next() < CUT_SHARE;
  return { parts: isCut ? [held] : [enter(stage, pose), held, leave(stage, pose)], turn };
}

function turnWithin({ random }: Stage, range: TurnRange, isBeyond: boolean): Turn {
  const within = ([low, high]: Range): number => random.between(low, high);
  const turn = { yaw: within(range.yaw), pitch: within(range.pitch), roll: within(range.roll) };
  if (!isBeyond) return turn;
  const axis = (["yaw", "pitch", "roll"] as const)[random.below(3)] as keyof Turn;
  const [low, high] = range[axis];
  const by = within(BEYOND[axis]);
  return { ...turn, [axis]: random.next() < 0.5 ? low - by : high + by };
}
