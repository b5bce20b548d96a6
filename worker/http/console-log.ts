import type { Log } from "../ports/log.ts";

/** One JSON object a line; Workers Logs and `wrangler tail` index its fields. */
export const logToConsole: Log = (level, message, fields) => {
  const line = JSON.stringify({ timestamp: new Date().toISOString(), level, message, ...fields });
  if (level === "error") console.error(line);
  else if (level === "warn") console.warn(line);
  else console.log(line);
};
