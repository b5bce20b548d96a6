/** How a client of a WebSocket says who it is. Free of schemas, since pages load it. */

/** Subprotocol of every WebSocket of this service, answered to a client that offers it. */
export const SOCKET_PROTOCOL = "senal";
/** Begins a subprotocol that carries a key: browsers cannot send headers with a WebSocket. */
const KEY_PROTOCOL = "senal.key.";

/** The subprotocols that a browser offers to be let in. */
export const socketProtocolsFor = (key: string): string[] => [SOCKET_PROTOCOL, KEY_PROTOCOL + key];

/** The subprotocols of a `Sec-WebSocket-Protocol` header, and the key among them. */
export function readSocketProtocols(header: string) {
  const offered = header.split(",").map((protocol) => protocol.trim());
  const key = offered.find((protocol) => protocol.startsWith(KEY_PROTOCOL))?.slice(KEY_PROTOCOL.length);
  return { isOurs: offered.includes(SOCKET_PROTOCOL), key };
}
