/** Which hands of successive frames are one and the same, so that two hands, or two people's, are read apart. */

import type { Handedness } from "../contract/hand.ts";

/** A hand as the tracker gives it. */
export interface SeenHand {
  readonly handedness: Handedness;
  /** Probability that it is a hand. */
  readonly score: number;
  /** 63 values in pixels. */
  readonly landmarks: Float32Array;
}

export interface TrackedFrame {
  /** From the start of the video. */
  readonly seconds: number;
  readonly hands: readonly SeenHand[];
}

/** A hand's way through a video. */
export interface HandTrack {
  /** One at least, in the order of time. */
  readonly sightings: readonly Sighting[];
}

export interface Sighting {
  /** Number of the frame. */
  readonly frame: number;
  readonly at: number;
  readonly hand: SeenHand;
}

/** Within this time a hand is known again by its place; later by which hand it is. */
export const PLACE_SECONDS = 0.4;
/** Distance in hand sizes that a hand moves at most between two sightings. */
export const REACH = 1.5;

/** A hand that is seen so soon did not come to sign; finding one takes a few frames. */
const COMING_SECONDS = 0.3;
/** In hand sizes: a hand that signs moves farther in coming, drawing or leaving. */
const RESTING_REACH = 0.5;

/** The tracks of a video, most telling first: hands that are seen long and large sign, small ones stand behind. */
export function trackHands(frames: readonly TrackedFrame[]): HandTrack[] {
  const tracks: Sighting[][] = [];
  frames.forEach(({ seconds: at, hands }, frame) => {
    const free = new Set(tracks);
    const homeless = new Set(hands);
    for (const { track, hand } of nearestFirst(tracks, hands, at)) {
      if (free.has(track) && homeless.has(hand)) continueTrack(track, hand);
    }
    for (const hand of homeless) {
      const idle = idleTrack(free, hand, at);
      if (idle) continueTrack(idle, hand);
      else tracks.push([{ frame, at, hand }]);
    }

    function continueTrack(track: Sighting[], hand: SeenHand): void {
      free.delete(track);
      homeless.delete(hand);
      track.push({ frame, at, hand });
    }
  });
  return tracks.map((sightings) => ({ sightings })).sort((a, b) => weightOf(b) - weightOf(a));
}

/** Which hand a track shows, by most of its sightings. */
export function handednessOf({ sightings }: HandTrack): Handedness {
  const left = sightings.filter(({ hand }) => hand.handedness === "Left").length;
  return left * 2 > sightings.length ? "Left" : "Right";
}

/** Whether the hand is there from the start and stays where it is. */
export function isAtRest({ sightings }: HandTrack): boolean {
  const [first] = sightings as [Sighting];
  return (
    first.at < COMING_SECONDS &&
    sightings.every(({ hand }) => distanceBetween(first.hand, hand) < RESTING_REACH)
  );
}

/** Tracks with the hands that may continue them, so that of two hands close together the nearer one does. */
const nearestFirst = (tracks: readonly Sighting[][], hands: readonly SeenHand[], at: number) =>
  tracks
    .filter((track) => at - lastOf(track).at <= PLACE_SECONDS)
    .flatMap((track) =>
      hands.map((hand) => ({ track, hand, distance: distanceBetween(lastOf(track).hand, hand) })),
    )
    .filter(({ distance }) => distance <= REACH)
    .sort((a, b) => a.distance - b.distance);

/** A hand that left the picture and comes back. */
const idleTrack = (tracks: ReadonlySet<Sighting[]>, hand: SeenHand, at: number): Sighting[] | undefined =>
  [...tracks].find(
    (track) =>
      at - lastOf(track).at > PLACE_SECONDS && handednessOf({ sightings: track }) === hand.handedness,
  );

const lastOf = (track: readonly Sighting[]): Sighting => track[track.length - 1] as Sighting;

const weightOf = ({ sightings }: HandTrack): number =>
  sightings.reduce((sum, { hand }) => sum + tellingOf(hand), 0);

/** How much a sighting tells: large hands that are surely seen sign, others stand behind. */
export const tellingOf = (hand: SeenHand): number => hand.score * boxOf(hand).extent;

/** Distance of the hands' middles, in sizes of the larger one. */
export function distanceBetween(a: SeenHand, b: SeenHand): number {
  const [boxA, boxB] = [boxOf(a), boxOf(b)];
  const distance = Math.hypot(boxA.x - boxB.x, boxA.y - boxB.y);
  return distance / Math.max(boxA.extent, boxB.extent, 1e-6);
}

/** Middle and longer side of the box around the landmarks. */
function boxOf({ landmarks }: SeenHand): { x: number; y: number; extent: number } {
  const along = (axis: 0 | 1): readonly [low: number, high: number] => {
    const values = landmarks.filter((_, index) => index % 3 === axis);
    return [Math.min(...values), Math.max(...values)];
  };
  const [[left, right], [top, bottom]] = [along(0), along(1)];
  return { x: (left + right) / 2, y: (top + bottom) / 2, extent: Math.max(right - left, bottom - top) };
}
