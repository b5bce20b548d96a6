import type { Fault } from "../../shared/contract/errors.ts";
import type { Result } from "../../shared/contract/result.ts";
import type { OpenVideo } from "./videos.ts";

/** Files at addresses of the sender's choice. */
export interface RemoteMedia {
  /** Faults: media_url_not_allowed, media_url_unreadable, media_too_large. */
  open(url: string, signal: AbortSignal): Promise<Result<OpenVideo, Fault>>;
}
