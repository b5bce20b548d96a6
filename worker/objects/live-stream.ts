import { DurableObject } from "cloudflare:workers";
import { IDLE_SECONDS, RETENTION_SECONDS, STREAM_CLOSE } from "../../shared/contract/stream.ts";
import type { Alphabet } from "../../shared/signs/alphabet.ts";
import { alphabetFor } from "../../shared/signs/alphabets.ts";
import type { StreamConnection } from "../ports/streams.ts";
import { type Attachment, Conversation, type StreamParts } from "./stream/conversation.ts";
import { type Progress, resumeWith, startOf } from "./stream/progress.ts";

/** What the adapter asks for with an upgrade. */
type Order = StreamConnection & { readonly streamId: string; readonly resume: boolean };

interface Stored {
  readonly progress: Progress;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Another one with each change of the reader's state: a stream that an earlier release has stored begins anew. */
const KEY = "stored-2";
const IDLE_MS = IDLE_SECONDS * 1000;
const RETENTION_MS = RETENTION_SECONDS * 1000;

const alphabetOf = ({ languageCode, modelVersion }: StreamConnection): Alphabet | undefined =>
  alphabetFor(languageCode, modelVersion);

/**
 * The class of live streams: each one an object with one connection at a time. What a frame changes is kept with the
 * socket, which survives hibernation and costs no write; what a letter changes is stored, and waits there for a client
 * that comes back.
 * @param partsOf wires what the object works with.
 */
export const liveStreamObject = <Bindings>(partsOf: (bindings: Bindings) => StreamParts) =>
  class LiveStreamObject extends DurableObject<Bindings> {
    readonly #parts: StreamParts;
    readonly #conversations = new WeakMap<WebSocket, Conversation>();

    constructor(context: DurableObjectState, bindings: Bindings) {
      super(context, bindings);
      this.#parts = partsOf(bindings);
      context.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
    }

    /** Answers an upgrade, or 404 when there is nothing to resume. Only the adapter's requests come here. */
    override async fetch(request: Request): Promise<Response> {
      const query = new URL(request.url).searchParams.get("connection") ?? "";
      const { streamId, resume, ...connection } = JSON.parse(query) as Order;
      const alphabet = alphabetOf(connection);
      const known = this.#takeOver();
      if (!alphabet || (resume && !known)) return new Response(null, { status: 404 });

      const now = this.#parts.now();
      const progress = known
        ? resumeWith(known, connection.modelVersion)
        : startOf(connection.modelVersion, now);
      const { 0: client, 1: server } = new WebSocketPair();
      this.ctx.acceptWebSocket(server);
      const reading = { progress, offset: undefined, guess: undefined };
      this.#begin(server, { streamId, connection, openedAt: now, reading }).greet(resume);
      await this.ctx.storage.setAlarm(now + IDLE_MS);
      return new Response(null, { status: 101, webSocket: client });
    }

    override async webSocketMessage(socket: WebSocket, data: string | ArrayBuffer): Promise<void> {
      await this.#conversationOn(socket)?.hear(data);
    }

    override webSocketClose(socket: WebSocket): void {
      this.#conversationOn(socket)?.close(1000, "");
    }

    override webSocketError(socket: WebSocket): void {
      this.#conversationOn(socket)?.end();
    }

    /** Closes a connection that has fallen silent; erases what nobody came back for. */
    override async alarm(): Promise<void> {
      const now = this.#parts.now();
      for (const conversation of this.#open()) {
        const due = conversation.heardAt + IDLE_MS;
        if (now < due) return this.ctx.storage.setAlarm(due);
        conversation.close(STREAM_CLOSE.idle, "Nothing came for a while; connect again to go on");
      }
      const due = (this.#stored()?.at ?? 0) + RETENTION_MS;
      if (now < due) return this.ctx.storage.setAlarm(due);
      await this.ctx.storage.deleteAll();
    }

    /** Ends the connection that there is, and answers what has been read. */
    #takeOver(): Progress | undefined {
      for (const conversation of this.#open())
        conversation.close(STREAM_CLOSE.takenOver, "Another connection goes on with this stream");
      return this.#stored()?.progress;
    }

    #open(): Conversation[] {
      return this.ctx.getWebSockets().flatMap((socket) => {
        const conversation = socket.readyState === WebSocket.OPEN ? this.#conversationOn(socket) : undefined;
        return conversation ? [conversation] : [];
      });
    }

    /** After a hibernation only the socket and what was attached to it are left. */
    #conversationOn(socket: WebSocket): Conversation | undefined {
      const known = this.#conversations.get(socket);
      if (known) return known;
      const attachment = socket.deserializeAttachment() as Attachment | null;
      return attachment ? this.#begin(socket, attachment) : undefined;
    }

    #begin(socket: WebSocket, attachment: Attachment): Conversation {
      const alphabet = alphabetOf(attachment.connection);
      if (!alphabet) throw new Error(`there is no model ${attachment.connection.modelVersion}`);
      const save = (progress: Progress): void =>
        this.ctx.storage.kv.put<Stored>(KEY, { progress, at: this.#parts.now() });
      const conversation = new Conversation(socket, attachment, alphabet, this.#parts, save);
      this.#conversations.set(socket, conversation);
      return conversation;
    }

    #stored(): Stored | undefined {
      return this.ctx.storage.kv.get<Stored>(KEY);
    }
  };
