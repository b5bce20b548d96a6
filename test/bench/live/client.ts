/** A client of a live stream. */
import { type ServerMessage, ServerMessageSchema } from "../../../shared/contract/stream.ts";

export interface LiveClient {
  readonly messages: readonly ServerMessage[];
  send(message: string | Uint8Array<ArrayBuffer> | Float32Array<ArrayBuffer>): void;
  /** Resolves when everything sent so far, pictures apart, has been read. */
  settled(): Promise<void>;
  close(): void;
}

export async function connect(url: URL): Promise<LiveClient> {
  const address = new URL(url);
  address.protocol = "ws:";
  const socket = new WebSocket(address);
  const messages: ServerMessage[] = [];
  let onText = (): void => {};
  socket.addEventListener("message", ({ data }) => {
    const message = ServerMessageSchema.parse(JSON.parse(String(data)));
    messages.push(message);
    if (message.type === "text") onText();
  });
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve, { once: true });
    socket.addEventListener("error", reject, { once: true });
  });
  return {
    messages,
    send: (message) => socket.send(message),
    settled: () =>
      new Promise((resolve) => {
        onText = resolve;
        socket.send('{"type":"clear"}');
      }),
    close: () => socket.close(),
  };
}
