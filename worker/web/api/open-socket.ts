import { socketProtocolsFor } from "../../../shared/contract/socket-protocol.ts";
import { accessKey } from "./access-key.ts";

/** A WebSocket to the service, with the reader's key if there is one. `path` starts with a slash. */
export function openSocket(path: string): WebSocket {
  const address = new URL(path, location.href);
  address.protocol = address.protocol.replace("http", "ws");
  const key = accessKey.read();
  return new WebSocket(address, key ? socketProtocolsFor(key) : []);
}
