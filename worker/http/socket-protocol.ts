import type { MiddlewareHandler } from "hono";
import { readSocketProtocols, SOCKET_PROTOCOL } from "../../shared/contract/socket-protocol.ts";
import type { AppEnv } from "./app-context.ts";

export const SOCKET_PROTOCOL_HEADER = "Sec-WebSocket-Protocol";
const SWITCHING_PROTOCOLS = 101;

/** Chooses our subprotocol where a client offers it: a browser that offers any closes a WebSocket that chooses none. */
export const socketProtocol = (): MiddlewareHandler<AppEnv> => async (c, next) => {
  await next();
  const offered = c.req.header(SOCKET_PROTOCOL_HEADER);
  if (c.res.status !== SWITCHING_PROTOCOLS || offered === undefined) return;
  if (readSocketProtocols(offered).isOurs) c.res.headers.set(SOCKET_PROTOCOL_HEADER, SOCKET_PROTOCOL);
};
