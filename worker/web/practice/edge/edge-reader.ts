/** Has letters read at the edge: the points of the hand go there, letters come back (shared/contract/stream.ts). */
import type { Prediction } from "../../../../shared/contract/invocation.ts";
import type { ServerMessage } from "../../../../shared/contract/stream.ts";
import { openSocket } from "../../api/open-socket.ts";
import type { NewLetter } from "../lesson/lesson.ts";

export interface EdgeListener {
  onOpen(): void;
  onLetter(letter: NewLetter): void;
  /** What the hand looks like; undefined when none is seen. */
  onGuess(guess: Prediction | undefined): void;
  /** The connection has ended, and not from here. */
  onLost(): void;
}

const FLOAT_BYTES = 4;

export class EdgeReader {
  readonly #socket: WebSocket;
  /** The page's seconds at the first frame: near 0 a float32 tells milliseconds. */
  #startedAt: number | undefined;

  constructor(languageCode: string, listener: EdgeListener) {
    const query = new URLSearchParams({ language: languageCode, guesses: "true" });
    this.#socket = openSocket(`/api/v1/stream?${query}`);
    this.#socket.addEventListener("message", ({ data }) => hear(JSON.parse(String(data)), listener));
    this.#socket.addEventListener("close", () => listener.onLost());
  }

  /** `landmarks` are 63 values in one unit, undefined when no hand is seen; `seconds` never go back. */
  send(seconds: number, landmarks: Float32Array | undefined): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    this.#startedAt ??= seconds;
    const t = seconds - this.#startedAt;
    this.#socket.send(landmarks ? toFrame(t, landmarks) : JSON.stringify({ t, landmarks: null }));
  }

  close(): void {
    this.#socket.close();
  }
}

function hear(message: ServerMessage, listener: EdgeListener): void {
  switch (message.type) {
    case "hello":
      return listener.onOpen();
    case "letter":
      return listener.onLetter(message);
    case "guess": {
      const { label, confidence } = message;
      return listener.onGuess(label === null || confidence === null ? undefined : { label, confidence });
    }
    // A frame that was not taken is followed by the next.
    case "error":
    case "dropped":
    case "text":
  }
}

/** The time and the points as float32, little endian. */
function toFrame(t: number, landmarks: Float32Array): ArrayBuffer {
  const view = new DataView(new ArrayBuffer((1 + landmarks.length) * FLOAT_BYTES));
  for (const [index, value] of [t, ...landmarks].entries()) {
    view.setFloat32(index * FLOAT_BYTES, value, true);
  }
  return view.buffer;
}
