/** A client of live streams, and hands for it to show. */
import { vi } from "vitest";
import { type ServerMessage, ServerMessageSchema } from "../../shared/contract/stream.ts";
import { L_SHAPE } from "../unit/signs/constructed-hand.ts";
import { film, type Part } from "../unit/signs/film.ts";
import { call } from "./call.ts";

const FRAMES_PER_SECOND = 20;

export type Message = ServerMessage;
type Hello = Extract<Message, { type: "hello" }>;

export interface StreamClient {
  readonly hello: Hello;
  readonly messages: readonly Message[];
  send(message: string | ArrayBuffer | ArrayBufferView): void;
  /** Resolves with the first message of this type after those already asked for. */
  next<T extends Message["type"]>(type: T): Promise<Extract<Message, { type: T }>>;
  /** Resolves with the code when the connection has ended. */
  readonly closed: Promise<number>;
  close(): void;
}

/** Connects with the given query. Every message is checked by its schema. */
export async function connect(query = "", headers: Record<string, string> = {}): Promise<StreamClient> {
  const answer = await call(`/api/v1/stream?${query}`, { headers: { Upgrade: "websocket", ...headers } });
  const socket = answer.webSocket;
  if (!socket) throw new Error(`no socket but ${answer.status} ${await answer.text()}`);
  const messages: Message[] = [];
  let asked = 0;
  let wake = (): void => {};
  socket.addEventListener("message", ({ data }) => {
    if (data !== "pong") messages.push(ServerMessageSchema.parse(JSON.parse(String(data))));
    wake();
  });
  const closed = new Promise<number>((resolve) => {
    socket.addEventListener("close", ({ code }) => resolve(code));
  });
  socket.accept();
  const next = async <T extends Message["type"]>(type: T): Promise<Extract<Message, { type: T }>> => {
    for (;;) {
      const message = messages.slice(asked).find((candidate) => candidate.type === type);
      if (message) {
        asked = messages.indexOf(message) + 1;
        return message as Extract<Message, { type: T }>;
      }
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  const hello = await next("hello");
  return {
    hello,
    messages,
    send: (message) => socket.send(message),
    next,
    closed,
    close: () => socket.close(1000),
  };
}

export const textOf = (messages: readonly Message[]): string =>
  messages.flatMap((message) => (message.type === "letter" ? [message.label] : [])).join("");

/** Frames as JSON, at times from `startAt` on. */
export const framesOf = (parts: readonly Part[], startAt = 0): string[] =>
  film(parts, FRAMES_PER_SECOND).map(({ seconds, hands }) =>
    JSON.stringify({
      t: startAt + seconds,
      landmarks: hands[0] ? Array.from(hands[0].landmarks) : null,
    }),
  );

/** A hand that holds L long enough to settle. */
export const HELD_L: readonly Part[] = [{ shape: L_SHAPE, seconds: 0.6 }];

/** The start of a JPEG picture, as far as anybody but a decoder looks. */
export const JPEG = Uint8Array.from(
  { length: 2_000 },
  (_, index) => [0xff, 0xd8, 0xff, 0xe0][index] ?? index % 251,
);

export const sendAll = (client: StreamClient, frames: readonly string[]): void => {
  for (const frame of frames) client.send(frame);
};
/** Answered when everything sent before is done with. */
export async function settle(client: StreamClient): Promise<void> {
  client.send(JSON.stringify({ landmarks: "none" }));
  await client.next("error");
}

/** Stops the Worker's clock, until mocks are restored. Alarms go by the real one, so they ring when they are told to. */
export function clock() {
  let at = Date.now();
  const now = vi.spyOn(Date, "now");
  now.mockImplementation(() => at);
  return { pass: (ms: number) => (at += ms) };
}
