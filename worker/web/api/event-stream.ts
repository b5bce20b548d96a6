/** Server-Sent Events over fetch (WHATWG HTML, section 9.2): the browser's EventSource cannot send an API key. */
export interface ServerSentEvent {
  readonly id: string;
  readonly data: string;
}

/** The events of an answer, as they come. Comments, which keep the connection alive, are left out. */
export async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerSentEvent> {
  const reader = body.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>).getReader();
  let text = "";
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      const blocks = (text + next.value).split("\n\n");
      text = blocks.pop() ?? "";
      yield* blocks.map(parseBlock).filter(({ data }) => data !== "");
    }
  } finally {
    await reader.cancel();
  }
}

function parseBlock(block: string): ServerSentEvent {
  const lines = block.split("\n");
  const valuesOf = (field: string): string[] =>
    lines.filter((line) => line.startsWith(`${field}:`)).map((line) => line.slice(field.length + 1).trim());
  return { id: valuesOf("id").join(""), data: valuesOf("data").join("\n") };
}
