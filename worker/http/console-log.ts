import type { Log } from "../ports/log.ts";

/**
 * One JSON object a line; Workers Logs and `wrangler tail` index its fields. Always on standard output, because
 * `wrangler dev` decorates what goes to the others, and then it is no JSON any more.
 */
export const logToConsole: Log = (level, message, fields) =>
  console.log(JSON.stringify({ timestamp: new Date().toISOString(), level, message, ...fields }));
