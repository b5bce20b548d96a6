export type LogLevel = "info" | "warn" | "error";

/** Takes one event. Fields never hold credentials, request bodies or the query of an address. */
export type Log = (
  level: LogLevel,
  message: string,
  fields: Readonly<Record<string, string | number | boolean | null | undefined>>,
) => void;
