/** Live streams of hands: each one an object of its own, so that none can disturb another. */
import type { Locale } from "../../shared/contract/messages.ts";

/** What one connection to a stream has asked for. */
export interface StreamConnection {
  readonly requestId: string;
  readonly languageCode: string;
  readonly modelVersion: string;
  /** Of the sentences of errors. */
  readonly locale: Locale;
  /** Width over height of what landmarks are fractions of; undefined when both axes have one unit. */
  readonly aspect: number | undefined;
  /** Whether guesses are told. */
  readonly guesses: boolean;
}

export interface Streams {
  /**
   * Answers the upgrade of a WebSocket. With `resume`, undefined when nothing is known of the stream any more, or it is another
   * tenant's. Rejects if the stream is unreachable.
   */
  connect(
    streamId: string,
    connection: StreamConnection,
    options: { readonly tenant: string; readonly resume: boolean },
  ): Promise<Response | undefined>;
}
