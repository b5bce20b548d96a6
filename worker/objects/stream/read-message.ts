/** What a client says on a stream. Nothing is taken on trust: size, shape and every number are checked. */
import type { Fault } from "../../../shared/contract/errors.ts";
import { err, ok, type Result } from "../../../shared/contract/result.ts";
import {
  ClientMessageSchema,
  LANDMARK_VALUES,
  MAX_COORDINATE,
  MAX_PICTURE_BYTES,
  MAX_TEXT_BYTES,
  MAX_TIME,
} from "../../../shared/contract/stream.ts";

export type StreamInput =
  | {
      readonly kind: "landmarks";
      /** Seconds by the client's clock, if it tells. */
      readonly t: number | undefined;
      /** 63 values; undefined when no hand is seen. */
      readonly landmarks: Float32Array | undefined;
    }
  | { readonly kind: "picture"; readonly picture: Uint8Array<ArrayBuffer> }
  | { readonly kind: "clear" };

const FLOAT_BYTES = 4;
const INVALID: Fault = { code: "stream_frame_invalid", params: { limit: MAX_COORDINATE } };

/** Faults: stream_frame_invalid, payload_too_large, malformed_json. */
export function readMessage(data: string | ArrayBuffer): Result<StreamInput, Fault> {
  return typeof data === "string" ? readText(data) : readBytes(data);
}

function readText(text: string): Result<StreamInput, Fault> {
  if (text.length > MAX_TEXT_BYTES) return tooLarge(MAX_TEXT_BYTES);
  const json = parseJson(text);
  if (!json.ok) return json;
  const message = ClientMessageSchema.safeParse(json.value);
  if (!message.success) return err(INVALID);
  if ("type" in message.data) return ok({ kind: "clear" });
  const { t, landmarks } = message.data;
  const values = landmarks?.flatMap((value) =>
    typeof value === "number" ? [value] : [value.x, value.y, value.z],
  );
  return ok({ kind: "landmarks", t, landmarks: values && Float32Array.from(values) });
}

/** The length tells landmarks from pictures: no JPEG is as short, and landmarks may begin with any bytes. */
function readBytes(data: ArrayBuffer): Result<StreamInput, Fault> {
  if (data.byteLength === LANDMARK_VALUES * FLOAT_BYTES) return readFloats(data, false);
  if (data.byteLength === (1 + LANDMARK_VALUES) * FLOAT_BYTES) return readFloats(data, true);
  if (data.byteLength > MAX_PICTURE_BYTES) return tooLarge(MAX_PICTURE_BYTES);
  const picture = new Uint8Array(data);
  return picture[0] === 0xff && picture[1] === 0xd8 && picture[2] === 0xff
    ? ok({ kind: "picture", picture })
    : err(INVALID);
}

function readFloats(data: ArrayBuffer, hasTime: boolean): Result<StreamInput, Fault> {
  const view = new DataView(data);
  const values = Float32Array.from({ length: data.byteLength / FLOAT_BYTES }, (_, index) =>
    view.getFloat32(index * FLOAT_BYTES, true),
  );
  const t = hasTime ? values[0] : undefined;
  const landmarks = hasTime ? values.subarray(1) : values;
  const isSound =
    landmarks.every((value) => Math.abs(value) <= MAX_COORDINATE) &&
    (t === undefined || (t >= 0 && t <= MAX_TIME));
  return isSound ? ok({ kind: "landmarks", t, landmarks }) : err(INVALID);
}

const tooLarge = (bytes: number): Result<never, Fault> =>
  err({ code: "payload_too_large", params: { limit: `${bytes / 1024} kB` } });

function parseJson(text: string): Result<unknown, Fault> {
  try {
    return ok(JSON.parse(text) as unknown);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return err({ code: "malformed_json", params: { reason } });
  }
}
