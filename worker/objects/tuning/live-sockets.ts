import { quietly } from "../quietly.ts";

/** The sockets that watch a session; they survive hibernation, since the runtime keeps them. */
const MAX_SOCKETS = 32;
const TOO_MANY = 1013;

export class LiveSockets {
  readonly #context: DurableObjectState;

  constructor(context: DurableObjectState) {
    this.#context = context;
    context.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
  }

  /** Answers an upgrade; one watcher too many is told so and closed. */
  accept(): Response {
    const { 0: client, 1: server } = new WebSocketPair();
    if (this.#context.getWebSockets().length >= MAX_SOCKETS) {
      server.accept();
      server.close(TOO_MANY, "This session has as many watchers as it can have");
    } else this.#context.acceptWebSocket(server);
    return new Response(null, { status: 101, webSocket: client });
  }

  /** Tells every watcher; one that is gone is no matter. */
  tell(message: Readonly<Record<string, unknown>>): void {
    const text = JSON.stringify(message);
    for (const socket of this.#context.getWebSockets()) quietly(() => socket.send(text));
  }

  /** Watchers have nothing to say. */
  refuse(socket: WebSocket): void {
    const detail = "Nothing is expected here; use the HTTP routes.";
    quietly(() => socket.send(JSON.stringify({ type: "error", detail })));
  }

  /** Closing is answered, so that the other side sees a clean end. */
  close(socket: WebSocket, reason = ""): void {
    quietly(() => socket.close(1000, reason));
  }

  closeAll(): void {
    for (const socket of this.#context.getWebSockets()) this.close(socket, "The session was erased");
  }
}
