/** Made films of a hand: it comes in, draws a letter or something else, and leaves. Landmarks only; nothing is drawn. */
import type { Sample } from "../dataset.ts";
import { radians } from "../degrees.ts";
import type { Random } from "../random.ts";
import { type FilmFrame, filmed, type Posture } from "./camera.ts";
import { FINGERTIPS, type MotionLetterNotes } from "./motion-letter-notes.ts";
import { along, drawn, otherPath, type Path, type Point } from "./path.ts";
import { projected, type Turn, upright } from "./turned-hand.ts";

export interface Film {
  readonly frames: readonly FilmFrame[];
  /** The letter that is drawn; undefined in a film of something else. */
  readonly drawing: Drawing | undefined;
}

export interface Drawing {
  readonly label: string;
  readonly from: number;
  readonly to: number;
  /** Share of the way that is done at a time. */
  wayAt(seconds: number): number;
}

/** Hands of one source, 63 values each, by label. */
export type Handshapes = ReadonlyMap<string, readonly Float32Array[]>;

/** Each source's hands, those of motion letters included. */
export const handshapesOf = (samples: readonly Sample[]): Map<string, Handshapes> =>
  new Map(
    [...Map.groupBy(samples, ({ source }) => source)].map(([source, own]) => [
      source,
      new Map(
        [...Map.groupBy(own, ({ label }) => label)].map(([label, hands]) => [
          label,
          hands.map(({ landmarks }) => landmarks),
        ]),
      ),
    ]),
  );

const MIRRORED_SHARE = 0.1;

/** A film in which the letter is drawn by one of its hand shapes. Undefined if the source has none of them. */
export function filmOfLetter(
  label: string,
  letter: MotionLetterNotes,
  handshapes: Handshapes,
  random: Random,
): Film | undefined {
  const shapes = letter.handshapes.flatMap((name, index) => {
    const own = handshapes.get(name) ?? [];
    // Most signers use the hand shape of the books.
    return own.length > 0 ? Array.from({ length: index === 0 ? 3 : 1 }, () => own) : [];
  });
  if (shapes.length === 0) return undefined;
  const shape = upright(pick(pick(shapes, random), random));
  // Some draw it as the viewer would, the other way round.
  const side = random.next() < MIRRORED_SHARE ? -1 : 1;
  const corners = letter.path.map(([x, y]): Point => [side * x, y]);
  const path = drawn(corners, random.between(0.7, 2.4), random);
  const turnBy = random.next() < 0.3 ? 0 : radians(random.between(0, letter.turnDegrees));
  const approach = 0.1 * random.normal();
  return film(
    { shape, path, fingertip: FINGERTIPS[letter.finger], turnBy, approach, label },
    handshapes,
    random,
  );
}

/** A film without a motion letter: any hand moves in some other way, or a hand shape draws what belongs to another one. */
export function filmOfOther(
  letters: Readonly<Record<string, MotionLetterNotes>>,
  handshapes: Handshapes,
  random: Random,
): Film {
  const drawing = [...new Set(Object.values(letters).flatMap((letter) => letter.handshapes))];
  const names = [...handshapes.keys()];
  const wanted = random.next() < 0.5 ? pick(drawing, random) : pick(names, random);
  const name = handshapes.has(wanted) ? wanted : pick(names, random);
  const shape = upright(pick(handshapes.get(name) as Float32Array[], random));
  const foreign = Object.values(letters).filter(
    (letter) => !letter.handshapes.includes(name) && random.next() < 0.35,
  )[0];
  const isMoving = random.next() < 0.75;
  const corners: readonly Point[] = foreign?.path ?? otherPath(random);
  return film(
    {
      shape,
      path: isMoving ? drawn(corners, random.between(0.7, 3), random) : undefined,
      fingertip: random.next() < 0.5 ? FINGERTIPS.index : FINGERTIPS.little,
      turnBy: random.next() < 0.6 ? 0 : radians(random.between(-120, 120)),
      approach: random.next() < 0.6 ? 0.1 * random.normal() : random.between(-0.7, 0.7),
      label: undefined,
    },
    handshapes,
    random,
  );
}

interface Scene {
  readonly shape: Float32Array;
  /** What the fingertip draws; undefined when the hand is only held. */
  readonly path: Path | undefined;
  readonly fingertip: number;
  readonly turnBy: number;
  /** Logarithm of how much larger the hand gets while it moves: towards the camera or away from it. */
  readonly approach: number;
  readonly label: string | undefined;
}

function film(
  { shape, path, fingertip, turnBy, approach, label }: Scene,
  handshapes: Handshapes,
  random: Random,
): Film {
  const [entering, leaving] = [random.between(0.25, 0.9), random.between(0.25, 0.9)];
  const held = (): number => (random.next() < 0.3 ? random.between(0, 0.1) : random.between(0.1, 1));
  const from = entering + held();
  const to = from + (path ? Math.exp(random.between(Math.log(0.35), Math.log(1.9))) : random.between(0.2, 1));
  const left = to + held();
  const end = left + leaving;

  const base: Turn = [random.normal() * 0.4, random.normal() * 0.3, random.normal() * 0.3];
  const moving: Turn = [turnBy, random.normal() * 0.35, random.normal() * 0.35];
  const swing = random.next() < 0.5 ? 0 : random.normal() * 0.25;
  const swingAxis = random.below(2) as 0 | 1;
  const others = [...handshapes.values()];
  const other = (): Float32Array =>
    random.next() < 0.5 ? shape : upright(pick(pick(others, random) as Float32Array[], random));
  const [before, after] = [other(), other()];
  const outside = (): Point => [random.normal() * 1.5, random.between(1.5, 5)];
  const [start, exit] = [outside(), outside()];
  const tilted = (): Turn => [random.normal() * 0.5, random.normal() * 0.5, random.normal() * 0.4];
  const [startTurn, exitTurn] = [tilted(), tilted()];

  const progress = (seconds: number) => {
    const time = Math.min(1, Math.max(0, (seconds - from) / (to - from)));
    return path ? { ...along(path, time), time } : { place: [0, 0] as Point, way: time, time };
  };
  const origin: Point = path?.points[0] ?? [0, 0];
  const tipAtStart = projected(shape, base)(fingertip);

  const posture = (seconds: number): Posture => {
    const { place, way, time } = progress(seconds);
    const moved: Point = [place[0] - origin[0], place[1] - origin[1]];
    const swung = swing * moved[swingAxis];
    const turn = added(base, [moving[0] * way, moving[1] * way, moving[2] * way + swung]);
    const [tipX, tipY] = projected(shape, turn)(fingertip);
    const wrist: Point = [tipAtStart[0] + moved[0] - tipX, tipAtStart[1] + moved[1] - tipY];
    const coming = 1 - smooth(seconds / entering);
    const going = smooth((seconds - left) / leaving);
    const away = coming > 0 ? coming : going;
    const [elsewhere, otherTurn, otherShape] =
      coming > 0 ? [start, startTurn, before] : [exit, exitTurn, after];
    return {
      shape: otherShape === shape ? shape : mixed(shape, otherShape, Math.min(1, 1.5 * away)),
      turn: added(turn, otherTurn, away),
      wrist: [wrist[0] + away * elsewhere[0], wrist[1] + away * elsewhere[1]],
      scale: Math.exp(approach * time),
    };
  };

  const frames = filmed(posture, end, random);
  return {
    frames,
    drawing: label === undefined ? undefined : { label, from, to, wayAt: (seconds) => progress(seconds).way },
  };
}

const added = (a: Turn, b: Turn, share = 1): Turn => [
  a[0] + share * b[0],
  a[1] + share * b[1],
  a[2] + share * b[2],
];

const mixed = (a: Float32Array, b: Float32Array, share: number): Float32Array =>
  a.map((value, index) => value + share * ((b[index] as number) - value));

function smooth(share: number): number {
  const clamped = Math.max(0, Math.min(1, share));
  return clamped * clamped * (3 - 2 * clamped);
}

const pick = <T>(items: readonly T[], random: Random): T => items[random.below(items.length)] as T;
