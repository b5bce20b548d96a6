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
    for (const socket of this.#context.getWebSockets()) {
      try {
        socket.send(text);
      } catch {
        socket.close(1011, "This watcher could not be reached");
      }
    }
  }

  closeAll(): void {
    for (const socket of this.#context.getWebSockets()) socket.close(1000, "The session was erased");
  }
}
