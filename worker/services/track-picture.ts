import type { Fault } from "../../shared/contract/errors.ts";
import type { Region } from "../../shared/contract/invocation.ts";
import { ok, type Result } from "../../shared/contract/result.ts";
import { regionFromLandmarks } from "../../shared/hands/region-of-interest.ts";
import type { PictureJob, TrackedPicture } from "../ports/inference.ts";
import type { Parts } from "./parts.ts";
import { within } from "./within.ts";

/** An answer later than this is about a hand that is elsewhere by now. */
const TIMEOUT_MS = 5_000;

export interface TrackedHand {
  /** 63 values with one unit along x and y; undefined when no hand is seen. */
  readonly landmarks: Float32Array | undefined;
  /** Where to look first in the next picture. */
  readonly region: Region | undefined;
}

/** Finds the hand in the next picture of a stream. Faults: those of InferenceBackend.track. */
export async function trackPicture(
  { inference }: Pick<Parts, "inference">,
  job: PictureJob,
): Promise<Result<TrackedHand, Fault>> {
  const tracked = await within(TIMEOUT_MS, "inference_timeout", (signal) => inference.track(job, signal));
  return tracked.ok ? ok(handOf(tracked.value)) : tracked;
}

function handOf({ landmarks: points, image: { width, height } }: TrackedPicture): TrackedHand {
  if (!points) return { landmarks: undefined, region: undefined };
  const landmarks = Float32Array.from(points.flatMap(({ x, y, z }) => [x * width, y * height, z * width]));
  const { centerX, centerY, side, rotation } = regionFromLandmarks(landmarks);
  return { landmarks, region: [centerX / width, centerY / height, side / width, rotation] };
}
