/** One picture of a stream: the hand is read where it was in the picture before, and searched for where it is not. */
import { setImmediate as nextTurn } from "node:timers/promises";
import type { InvocationOptions, Region } from "../../shared/contract/invocation.ts";
import { detectHands } from "../../shared/hands/detect-hands.ts";
import type { Hand } from "../../shared/hands/hand.ts";
import { toHandJson } from "../../shared/hands/hand-json.ts";
import type { Image } from "../../shared/hands/image.ts";
import type { Letterbox } from "../../shared/hands/letterbox.ts";
import { DEFAULT_HAND_OPTIONS } from "../../shared/hands/options.ts";
import { readHandSurely } from "../../shared/hands/read-hand-surely.ts";
import { searchViewsOf } from "../../shared/hands/search-views.ts";
import { decodePicture } from "../decode/decode-media.ts";
import { measure, type Timings } from "./timings.ts";
import type { Recognition, Vision } from "./vision.ts";

export interface TrackRequest extends Pick<InvocationOptions, "region" | "stream"> {
  readonly signal: AbortSignal;
}

/** At most one hand, and no sign: who follows a stream reads its letters over time. */
export async function trackPicture(
  { runModel, decoders, limits }: Vision,
  path: string,
  { region, stream, signal }: TrackRequest,
): Promise<Recognition> {
  const timings: Timings = { decode: 0, track: 0 };
  const options = {
    limits: { ...limits, pictureLongSidePixels: limits.longSidePixels },
    signal,
    pool: decoders,
    stream,
  };
  const image = await measure(timings, "decode", () => decodePicture(path, options));
  await nextTurn();
  signal.throwIfAborted();
  const hand = await measure(timings, "track", async () => {
    const followed = region && (await readHandIn(image, region, runModel));
    // Not in squares: that would cost three more runs for every picture of an empty room.
    const { whole, fromAfar } = searchViewsOf(image);
    return (
      followed ?? (await findHand(image, whole, runModel)) ?? (await findHand(image, fromAfar, runModel))
    );
  });
  return {
    predictions: [],
    hands: hand ? [toHandJson(hand, image)] : [],
    image: { width: image.width, height: image.height },
    timings_ms: timings,
  };
}

const findHand = async (
  image: Image,
  view: Letterbox,
  runModel: Vision["runModel"],
): Promise<Hand | undefined> => (await detectHands(image, runModel, { maxHands: 1 }, view))[0];

const readHandIn = (
  image: Image,
  [x, y, side, rotation]: Region,
  runModel: Vision["runModel"],
): Promise<Hand | undefined> =>
  readHandSurely(
    image,
    { centerX: x * image.width, centerY: y * image.height, side: side * image.width, rotation },
    runModel,
    DEFAULT_HAND_OPTIONS.presenceThreshold,
  );
