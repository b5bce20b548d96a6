const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The id of a session as stores spell it; undefined for what can be none. */
export const toSessionId = (text: string): string | undefined =>
  UUID.test(text) ? text.toLowerCase() : undefined;
