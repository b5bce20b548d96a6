/** One connection to a stream: takes what the client sends, within limits, and tells it what is read. */
import type { Fault } from "../../../shared/contract/errors.ts";
import type { Region } from "../../../shared/contract/invocation.ts";
import { messageOf } from "../../../shared/contract/messages.ts";
import {
  IDLE_SECONDS,
  MAX_FRAMES_PER_SECOND,
  MAX_PICTURE_BYTES,
  RETENTION_SECONDS,
  type ServerMessage,
  STREAM_CLOSE,
} from "../../../shared/contract/stream.ts";
import type { Alphabet } from "../../../shared/signs/alphabet.ts";
import type { StreamConnection } from "../../ports/streams.ts";
import type { Parts } from "../../services/parts.ts";
import { trackPicture } from "../../services/track-picture.ts";
import { quietly } from "../quietly.ts";
import { Allowance } from "./allowance.ts";
import { NewestFirst } from "./newest-first.ts";
import { type Progress, type Reading, readOn, type TimedHand } from "./progress.ts";
import { readMessage, type StreamInput } from "./read-message.ts";

export type StreamParts = Pick<Parts, "inference" | "now" | "log">;

/** Kept with the socket while memory is lost; plain data. */
export interface Attachment {
  readonly streamId: string;
  readonly connection: StreamConnection;
  /** Milliseconds since 1970. */
  readonly openedAt: number;
  readonly reading: Reading;
}

interface Picture {
  readonly t: number;
  readonly picture: Uint8Array<ArrayBuffer>;
}

/** Messages at once, and in the long run, that are answered as too fast or as no frames before the connection is closed. */
const FLOOD = { burst: 10 * MAX_FRAMES_PER_SECOND, perSecond: MAX_FRAMES_PER_SECOND };
const NONSENSE = { burst: 50, perSecond: 1 };
/** A camera's frames come in clusters. */
const FRAMES = { burst: 2 * MAX_FRAMES_PER_SECOND, perSecond: MAX_FRAMES_PER_SECOND };
/** A recogniser that failed is left alone for so long. */
const RECOVERY_MS = 1_000;

export class Conversation {
  readonly #socket: WebSocket;
  readonly #alphabet: Alphabet;
  readonly #parts: StreamParts;
  readonly #save: (progress: Progress) => void;
  readonly #pictures = new NewestFirst<Picture>((picture) => this.#track(picture));
  readonly #allowed: Record<"frames" | "flood" | "nonsense" | "complaints", Allowance>;
  #attachment: Attachment;
  #heardAt: number;
  #hasEnded = false;
  #region: Region | undefined;
  #recoveredAt = 0;
  #droppedTold = 0;

  /** @param save keeps progress where it outlives the connection. */
  constructor(
    socket: WebSocket,
    attachment: Attachment,
    alphabet: Alphabet,
    parts: StreamParts,
    save: (progress: Progress) => void,
  ) {
    this.#socket = socket;
    this.#attachment = attachment;
    this.#alphabet = alphabet;
    this.#parts = parts;
    this.#save = save;
    const now = parts.now();
    this.#heardAt = attachment.reading.progress.at;
    this.#allowed = {
      frames: new Allowance(FRAMES.burst, FRAMES.perSecond, now),
      flood: new Allowance(FLOOD.burst, FLOOD.perSecond, now),
      nonsense: new Allowance(NONSENSE.burst, NONSENSE.perSecond, now),
      complaints: new Allowance(1, 1, now),
    };
  }

  /** When the client last sent something, in milliseconds since 1970. */
  get heardAt(): number {
    return this.#heardAt;
  }

  greet(resumed: boolean): void {
    const { streamId } = this.#attachment;
    this.#heardAt = this.#attachment.openedAt;
    this.#save(this.#progress);
    this.#remember(this.#attachment.reading);
    this.#tell({
      type: "hello",
      stream: streamId,
      resumed,
      text: this.#progress.text,
      language: this.#alphabet.languageCode,
      model_version: this.#alphabet.version,
      limits: {
        frames_per_second: MAX_FRAMES_PER_SECOND,
        picture_bytes: MAX_PICTURE_BYTES,
        idle_seconds: IDLE_SECONDS,
        retention_seconds: RETENTION_SECONDS,
      },
    });
  }

  /** Resolves when the message, and pictures that came meanwhile, are done with. */
  async hear(data: string | ArrayBuffer): Promise<void> {
    if (this.#hasEnded) return;
    const now = this.#parts.now();
    this.#heardAt = now;
    if (!this.#allowed.frames.take(now)) return this.#slowDown(now);
    const input = readMessage(data);
    if (!input.ok) return this.#refuse(input.error, now);
    await this.#take(input.value, now);
  }

  async #take(input: StreamInput, now: number): Promise<void> {
    const sinceOpened = (now - this.#attachment.openedAt) / 1000;
    switch (input.kind) {
      case "landmarks": {
        const landmarks = inOneUnit(input.landmarks, this.#attachment.connection.aspect);
        const fault = this.#read({ t: input.t ?? sinceOpened, landmarks }, now);
        return fault && this.#refuse(fault, now);
      }
      case "picture":
        return this.#pictures.offer({ t: sinceOpened, picture: input.picture });
      case "clear":
        this.#remember({ ...this.#attachment.reading, progress: { ...this.#progress, text: "" } });
        this.#save(this.#progress);
        return this.#tell({ type: "text", text: "" });
    }
  }

  /** Ends the connection; what has been read is kept. */
  close(code: number, reason: string): void {
    this.end();
    quietly(() => this.#socket.close(code, reason));
  }

  /** To be called when the connection has ended by itself. */
  end(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#save(this.#progress);
    // Should memory be lost before the socket is gone, nothing may bring this connection back.
    quietly(() => this.#socket.serializeAttachment(null));
  }

  #read(hand: TimedHand, now: number): Fault | undefined {
    const read = readOn(this.#attachment.reading, hand, now, this.#alphabet);
    if (!read.ok) return read.error;
    const { reading, messages } = read.value;
    this.#remember(reading);
    for (const message of messages) {
      if (message.type === "letter") this.#save(reading.progress);
      if (message.type !== "guess" || this.#attachment.connection.guesses) this.#tell(message);
    }
    return undefined;
  }

  async #track({ t, picture }: Picture): Promise<void> {
    if (this.#hasEnded || this.#parts.now() < this.#recoveredAt) return;
    const { streamId, connection } = this.#attachment;
    const job = { requestId: connection.requestId, streamId, picture, region: this.#region };
    const tracked = await trackPicture(this.#parts, job);
    if (this.#hasEnded) return;
    const now = this.#parts.now();
    this.#region = tracked.ok ? tracked.value.region : undefined;
    // That it may come after later frames is no fault of the client's, and nothing is lost.
    if (tracked.ok) this.#read({ t, landmarks: tracked.value.landmarks }, now);
    else this.#admit(tracked.error, now);
    if (this.#pictures.dropped === this.#droppedTold) return;
    this.#droppedTold = this.#pictures.dropped;
    this.#tell({ type: "dropped", pictures: this.#droppedTold });
  }

  #slowDown(now: number): void {
    if (!this.#allowed.flood.take(now)) return this.close(STREAM_CLOSE.misuse, "Too many messages a second");
    if (this.#allowed.complaints.take(now))
      this.#complain({ code: "stream_too_fast", params: { limit: MAX_FRAMES_PER_SECOND } });
  }

  #refuse(fault: Fault, now: number): void {
    this.#complain(fault);
    if (fault.code === "payload_too_large") this.close(STREAM_CLOSE.tooLarge, "The message is too large");
    else if (!this.#allowed.nonsense.take(now))
      this.close(STREAM_CLOSE.misuse, "Too many messages that are no frames");
  }

  /** A picture that could not be read is the client's fault or ours; only ours is given time to pass. */
  #admit(fault: Fault, now: number): void {
    if (fault.code.startsWith("media_")) return this.#refuse(fault, now);
    this.#recoveredAt = now + RECOVERY_MS;
    this.#complain(fault);
    this.#parts.log("warn", "a picture of a stream was not read", {
      request_id: this.#attachment.connection.requestId,
      code: fault.code,
      cause: fault.cause,
    });
  }

  #complain(fault: Fault): void {
    const { title, detail } = messageOf(fault, this.#attachment.connection.locale);
    this.#tell({ type: "error", code: fault.code, title, detail });
  }

  #tell(message: ServerMessage): void {
    quietly(() => this.#socket.send(JSON.stringify(message)));
  }

  get #progress(): Progress {
    return this.#attachment.reading.progress;
  }

  #remember(reading: Reading): void {
    this.#attachment = { ...this.#attachment, reading };
    quietly(() => this.#socket.serializeAttachment(this.#attachment));
  }
}

/** Fractions of a width and of a height as fractions of the height alone; z is a fraction of the width. */
const inOneUnit = (landmarks: Float32Array | undefined, aspect = 1): Float32Array | undefined =>
  landmarks?.map((value, index) => (index % 3 === 1 ? value : value * aspect));
