import type { Context } from "hono";
import type { ErrorCode } from "../../shared/contract/errors.ts";
import type { Parts } from "../services/parts.ts";

export interface AppEnv {
  Variables: {
    parts: Parts;
    /** Reads a file of worker/public. */
    readAsset: (path: string) => Promise<Response>;
    requestId: string;
    /** One of LOCALES, chosen by Accept-Language. */
    language: string;
    /** Set by an answer that is a problem, and what only the log may know about it. */
    faultCode?: ErrorCode;
    faultCause?: string | undefined;
  };
}

export type AppContext = Context<AppEnv>;
