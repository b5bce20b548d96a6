/**
 * Hands that sign no letter: at rest, passing by, waving, between two letters, in gestures, and the hands of I, J and Z in
 * motions that are neither. Nothing that looks like a letter is ever still: it would be that letter.
 */
import { varyAngles } from "../letter-pose.ts";
import { LETTER_WAYS } from "../letter-ways.ts";
import { type HandAngles, LETTERS, type LetterName, REST, type Turn } from "../poses.ts";
import type { Point } from "./fingertip.ts";
import { GESTURES, type Gesture, gesture, OPEN, THUMB_ALONG, THUMB_UP } from "./gestures.ts";
import { glide, hold, type Part, type Pose } from "./performance.ts";
import { enter, leave, outside, type Stage, signed, somewhere } from "./stage.ts";
import { follow, INDEX_TIP, LITTLE_TIP, POINTING } from "./traced-letter.ts";

export const NEGATIVE_KINDS = [
  "rest",
  "passing",
  "wave",
  "between",
  "gesture",
  "line",
  "circle",
  "shake",
  "approach",
] as const;
export type NegativeKind = (typeof NEGATIVE_KINDS)[number];

/** How far the joints of a hand at rest are from REST, in degrees. */
const REST_ERROR = 8;

export function performNegative(stage: Stage, kind: NegativeKind): Part[] {
  switch (kind) {
    case "rest":
      return rest(stage);
    case "passing":
      return passBy(stage);
    case "wave":
      return wave(stage);
    case "between":
      return betweenLetters(stage);
    case "gesture":
      return showGesture(stage);
    case "line":
    case "circle":
    case "shake":
      return drawAnything(stage, kind);
    case "approach":
      return approach(stage);
  }
}

/** Hanging from an arm, or lying on the lap. */
function rest(stage: Stage): Part[] {
  const { random } = stage;
  const hanging = {
    yaw: random.between(60, 190),
    pitch: random.between(-15, 15),
    roll: random.between(155, 205),
  };
  const lying = {
    yaw: random.between(-20, 20),
    pitch: random.between(60, 85),
    roll: random.between(-50, 50),
  };
  const angles = varyAngles(REST, REST_ERROR, random);
  const pose: Pose = { angles, ...(random.next() < 0.5 ? hanging : lying), ...somewhere(stage) };
  return [hold(pose, random.between(2, 3))];
}

/** Through the picture in the hand shape of a letter, without a stop. */
function passBy(stage: Stage): Part[] {
  const { random } = stage;
  const letter = anyLetter(stage);
  const from: Pose = { angles: shapeOf(stage, letter), ...turnOf(stage, letter), ...somewhere(stage) };
  const turn = random.between(-40, 40);
  const drift = random.between(0.1, 0.2) * (random.next() < 0.5 ? 1 : -1);
  const through = [0.25, 0.5, 0.75].map((share) => ({
    ...from,
    x: from.x + (share - 0.5) * drift,
    y: from.y + Math.sin(Math.PI * share) * 0.1 - 0.05,
    roll: from.roll + turn * share,
  }));
  const outer = (): Pose => ({ ...outside(stage, from), angles: from.angles });
  return [glide([outer(), ...through, outer()], random.between(1.1, 1.8))];
}

/** An open hand that swings about the elbow, or only about the wrist. */
function wave(stage: Stage): Part[] {
  const { random } = stage;
  const angles = signed(stage, gesture(random.next() < 0.5 ? THUMB_UP : THUMB_ALONG, [...OPEN]));
  const place = somewhere(stage);
  const swing = random.between(14, 28);
  const arm = random.between(0, 0.12);
  const yaw = random.between(-25, 25);
  const swings = 4 + random.below(4);
  const poses = Array.from({ length: swings }, (_, index): Pose => {
    const side = index % 2 === 0 ? 1 : -1;
    return { angles, yaw, pitch: -6, roll: side * swing, x: place.x - side * arm, y: place.y };
  });
  const start = poses[0] as Pose;
  const end = poses.at(-1) as Pose;
  return [enter(stage, start), glide(poses, (swings - 1) * random.between(0.22, 0.4)), leave(stage, end)];
}

/** On the way from one letter to another that is quite unlike it: neither is reached while the hand can be seen well. */
function betweenLetters(stage: Stage): Part[] {
  const { random } = stage;
  const letters: LetterName[] = [anyLetter(stage)];
  while (letters.length < 4) {
    const next = anyLetter(stage);
    if (next !== letters.at(-1)) letters.push(next);
  }
  const place = somewhere(stage);
  const direction = random.next() < 0.5 ? 1 : -1;
  const poses = letters.map(
    (letter, index): Pose => ({
      angles: shapeOf(stage, letter),
      yaw: random.between(-20, 30),
      pitch: random.between(-15, 8),
      roll: random.between(-25, 25),
      x: place.x + direction * (index - 1.5) * 0.07,
      y: place.y + random.between(-0.03, 0.03),
    }),
  );
  const [first, last] = [poses[0] as Pose, poses.at(-1) as Pose];
  return [glide([outside(stage, first), ...poses, outside(stage, last)], random.between(1.4, 1.9))];
}

function showGesture(stage: Stage): Part[] {
  const { random } = stage;
  const shown = GESTURES[random.below(GESTURES.length)] as Gesture;
  const { yaw, pitch, roll } = shown.turn;
  const pose: Pose = {
    angles: signed(stage, shown),
    yaw: yaw + random.between(-20, 20),
    pitch: pitch + random.between(-12, 12),
    roll: roll + random.between(-18, 18),
    ...somewhere(stage),
  };
  return [enter(stage, pose), hold(pose, random.between(0.7, 1.5)), leave(stage, pose)];
}

/** The fingertip of I or of a pointing hand draws a line, circles or shakes; the hand comes and goes without a stop. */
function drawAnything(stage: Stage, kind: "line" | "circle" | "shake"): Part[] {
  const { random } = stage;
  const isLittle = random.next() < 0.5;
  const seconds = random.between(0.8, 1.5);
  const size = random.between(0.08, 0.16);
  const slant = random.between(0, 2 * Math.PI);
  const along = (metres: number): Point => ({ x: metres * Math.cos(slant), y: metres * Math.sin(slant) });
  const times = kind === "shake" ? 3 + random.below(4) : 1 + random.below(2);
  const sense = random.next() < 0.5 ? 1 : -1;
  const tips: Record<typeof kind, (share: number) => Point> = {
    line: (share) => along(2 * size * share),
    circle: (share) => ({
      x: 0.5 * size * Math.cos(slant + sense * 2 * Math.PI * times * share),
      y: 0.5 * size * Math.sin(slant + sense * 2 * Math.PI * times * share),
    }),
    shake: (share) => along(0.3 * size * Math.sin(2 * Math.PI * times * share)),
  };
  const turn = {
    yaw: random.between(-20, 35),
    pitch: random.between(-10, 25),
    roll: random.between(-20, 20),
  };
  const drawn = follow(stage, {
    joint: isLittle ? LITTLE_TIP : INDEX_TIP,
    angles: signed(stage, isLittle ? LETTERS.I : POINTING),
    seconds,
    tip: tips[kind],
    turn: () => turn,
  });
  return unceasing(stage, drawn);
}

/** Comes and goes on the way that the hand already moves, so that it does not stop where the drawing starts and ends. */
function unceasing(stage: Stage, drawn: Part): Part[] {
  const steps = Math.ceil(drawn.seconds / 0.1);
  const poses = Array.from({ length: steps + 1 }, (_, index) => drawn.at(index / steps));
  const [first, last] = [poses[0] as Pose, poses.at(-1) as Pose];
  const keep = (pose: Pose): Pose => ({ ...outside(stage, pose), angles: pose.angles });
  return [
    glide([keep(first), between(keep(first), first), first], 0.4),
    glide(poses, drawn.seconds),
    glide([last, between(keep(last), last), keep(last)], 0.4),
  ];
}

const between = (outer: Pose, inner: Pose): Pose => ({
  ...inner,
  x: (outer.x + inner.x) / 2,
  y: (outer.y + inner.y) / 2,
});

/** The hand of I or a pointing one comes in, goes up and down as it nears, and leaves. */
function approach(stage: Stage): Part[] {
  const { random } = stage;
  const angles = signed(stage, random.next() < 0.5 ? LETTERS.I : POINTING);
  const place = somewhere(stage);
  const pose: Pose = {
    angles,
    yaw: random.between(-15, 30),
    pitch: random.between(-10, 10),
    roll: 0,
    ...place,
  };
  const outer = { ...outside(stage, pose), angles };
  const tops = 1 + random.below(2);
  const poses = Array.from({ length: 2 * tops + 1 }, (_, index): Pose => {
    const isUp = index % 2 === 1;
    return { ...pose, y: place.y + (isUp ? 0.05 : -0.09), roll: isUp ? 10 : -10 };
  });
  return [glide([outer, ...poses, outer], 0.35 * (poses.length + 1))];
}

const NAMES = Object.keys(LETTERS) as LetterName[];

const anyLetter = ({ random }: Stage): LetterName => NAMES[random.below(NAMES.length)] as LetterName;

const shapeOf = (stage: Stage, letter: LetterName): HandAngles => signed(stage, LETTERS[letter]);

function turnOf({ random }: Stage, letter: LetterName): Turn {
  const range = LETTER_WAYS[letter][0]?.turn;
  const within = ([low, high]: readonly [number, number] = [-10, 10]): number => random.between(low, high);
  return { yaw: within(range?.yaw), pitch: within(range?.pitch), roll: within(range?.roll) };
}
