/** The hand in each frame of a performance, and what a camera makes of the picture. */
import type { Image } from "../../../../shared/hands/image.ts";
import { createRandom, type Random } from "../../random.ts";
import { bendHand, type Skeleton } from "../kinematics.ts";
import type { HandAngles } from "../poses.ts";
import type { View } from "../renderer.ts";
import type { Performance } from "./clips.ts";
import { wristOf } from "./fingertip.ts";
import { poseAt, secondsOf } from "./performance.ts";

export interface Moment {
  readonly hand: Skeleton;
  readonly view: View;
}

/** Metres and degrees by which a hand is never quite still. */
const SWAY = { place: 0.003, turn: 1.5, finger: 1.5 };

/** At any number of frames a second it is the same movement. */
export function momentsOf(performance: Performance, framesPerSecond: number): Moment[] {
  const { person, parts, scale, restlessness, seed, bendsWrist } = performance;
  const random = createRandom(seed + 1);
  const phases = Array.from({ length: 10 }, () => random.between(0, 2 * Math.PI));
  const sway = (index: number, seconds: number, size: number): number =>
    restlessness * size * Math.sin(2 * Math.PI * (0.5 + 0.17 * index) * seconds + (phases[index] ?? 0));
  const frames = Math.max(2, Math.round(secondsOf(parts) * framesPerSecond));
  return Array.from({ length: frames }, (_, frame) => {
    const seconds = frame / framesPerSecond;
    const pose = poseAt(parts, seconds);
    const finger = (
      index: number,
      [spread, knuckle, middle, outer]: HandAngles["index"],
    ): HandAngles["index"] => {
      const bend = sway(5 + index, seconds, SWAY.finger);
      return [spread, knuckle + bend, middle + bend, outer];
    };
    const { thumb, index, middle, ring, little } = pose.angles;
    const view: View = {
      x: pose.x + sway(0, seconds, SWAY.place),
      y: pose.y + sway(1, seconds, SWAY.place),
      scale,
      yaw: pose.yaw + sway(2, seconds, SWAY.turn),
      pitch: pose.pitch + sway(3, seconds, SWAY.turn),
      roll: pose.roll + sway(4, seconds, SWAY.turn),
      wrist: bendsWrist ? wristOf(pose) : 0,
    };
    const angles = {
      thumb,
      index: finger(0, index),
      middle: finger(1, middle),
      ring: finger(2, ring),
      little: finger(3, little),
    };
    return { hand: bendHand(person, angles), view };
  });
}

/** Noise of a camera's sensor: the same values begun elsewhere in each picture, since drawing millions takes long. */
export function sensor(deviation: number, random: Random): (picture: Image) => Image {
  const noise = Float32Array.from({ length: 0x1ffff }, () => deviation * random.normal());
  return (picture) => {
    const start = random.below(noise.length);
    const data = Uint8ClampedArray.from(picture.data);
    for (let at = 0, place = start; at < data.length; at++, place++) {
      if (place === noise.length) place = 0;
      data[at] = (data[at] as number) + (noise[place] as number);
    }
    return { ...picture, data: new Uint8Array(data.buffer) };
  };
}
