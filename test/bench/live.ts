/**
 * `npm run bench:live [-- --json]`: live streams, on the demo clips.
 *
 * - landmarks: CPU milliseconds of the whole workerd process by frame (binary and JSON frames, in batches of ten), which
 *   letters were read, and milliseconds of video from the moment the hand holds a letter until it is told;
 * - pictures: JPEG pictures of 640 x 480 from one client at 30 a second, through `wrangler dev` to a vision container on
 *   one core: how many of them are read.
 * Runs on Linux only.
 */
import { measureLandmarkFrames } from "./live/landmark-frames.ts";
import { measurePictureFrames } from "./live/picture-frames.ts";

const result = { landmarks: await measureLandmarkFrames(), pictures: await measurePictureFrames() };
if (process.argv.includes("--json")) console.log(JSON.stringify(result));
else for (const [name, figures] of Object.entries(result)) console.table({ [name]: figures });
