/** Server-Sent Events (WHATWG HTML, section 9.2). */
export interface ServerSentEvent {
  readonly event: string;
  readonly id: number;
  /** Sent as JSON. */
  readonly data: unknown;
}

/**
 * A value that is undefined becomes a comment, which keeps the connection alive. `onLeave` has to end the values, also
 * while one is awaited.
 */
export function eventStream<T extends object>(
  values: AsyncGenerator<T | undefined>,
  toEvent: (value: T) => ServerSentEvent,
  onLeave: () => void,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await values.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value ? format(toEvent(next.value)) : ": alive\n\n"));
    },
    cancel: onLeave,
  });
}

const format = ({ event, id, data }: ServerSentEvent): string =>
  `event: ${event}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`;
