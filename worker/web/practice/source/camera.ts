import { err, ok, type Result } from "../../../../shared/contract/result.ts";

/** `denied` by the reader or the browser, `none` there, `busy` in another program. */
export type CameraProblem = "denied" | "none" | "busy";

export async function openCamera(): Promise<Result<MediaStream, CameraProblem>> {
  // Pages that do not come over HTTPS have no camera.
  if (!navigator.mediaDevices) return err("denied");
  try {
    return ok(
      await navigator.mediaDevices.getUserMedia({
        audio: false,
        video: {
          facingMode: "user",
          width: { ideal: 640 },
          height: { ideal: 480 },
          frameRate: { ideal: 30 },
        },
      }),
    );
  } catch (cause) {
    return err(problemOf(cause));
  }
}

/** Names of the faults in the W3C's "Media Capture and Streams", getUserMedia. */
function problemOf(cause: unknown): CameraProblem {
  const name = cause instanceof DOMException ? cause.name : "";
  if (name === "NotFoundError" || name === "OverconstrainedError") return "none";
  return name === "NotReadableError" || name === "AbortError" ? "busy" : "denied";
}
