/** Opaque to clients: where in a list, newest first, the next page begins. */
import { toSessionId } from "./session-id.ts";

/** A place between two sessions of a list: right after the one that was created then and bears this id. */
export interface ListPosition {
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly sessionId: string;
}

const BASE64URL = /^[\w-]+$/;

export const formatListCursor = ({ createdAt, sessionId }: ListPosition): string =>
  btoa(`${createdAt} ${sessionId}`).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

/** Undefined for what {@link formatListCursor} never gave. */
export function parseListCursor(cursor: string): ListPosition | undefined {
  if (!BASE64URL.test(cursor) || cursor.length % 4 === 1) return undefined;
  const [time = "", id = "", ...rest] = atob(cursor.replaceAll("-", "+").replaceAll("_", "/")).split(" ");
  const createdAt = Number(time);
  const sessionId = toSessionId(id);
  if (rest.length > 0 || sessionId === undefined || !/^\d+$/.test(time)) return undefined;
  return Number.isSafeInteger(createdAt) ? { createdAt, sessionId } : undefined;
}
