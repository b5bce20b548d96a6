import type { Context } from "hono";
import type { ErrorCode, Fault } from "../../shared/contract/errors.ts";
import type { Result } from "../../shared/contract/result.ts";
import type { AccessMode, Caller, Need } from "../services/caller.ts";
import type { Identified } from "../services/identify-caller.ts";
import type { Parts } from "../services/parts.ts";

export interface AppEnv {
  Variables: {
    /** Those of the caller's tenant, once the request is admitted. */
    parts: Parts;
    /** Reads a file of worker/public. */
    readAsset: (path: string) => Promise<Response>;
    /** What the route asks for, and what the request shows. */
    access: {
      /** Path of the route as in app.ts; empty where there is none. */
      readonly route: string;
      readonly need: Need;
      readonly mode: AccessMode;
      /** Undefined when the request bears no credential. */
      readonly identified: Result<Identified | undefined, Fault>;
    };
    /** Who was admitted; not set on routes that are for all. */
    caller?: Caller;
    requestId: string;
    /** One of LOCALES, chosen by Accept-Language. */
    language: string;
    /** Set by an answer that is a problem, and what only the log may know about it. */
    faultCode?: ErrorCode;
    faultCause?: string | undefined;
  };
}

export type AppContext = Context<AppEnv>;
