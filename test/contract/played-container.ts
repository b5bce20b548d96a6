/** A vision container that answers as a test wants, over real HTTP. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

export interface PlayedContainer {
  readonly url: string;
  /** The last request: its address with query, headers in lower case, and body. */
  readonly seen: { path: string; headers: Record<string, unknown>; body: Buffer };
  /** What the next requests are answered; `hang` never answers. */
  next: { readonly status: number; readonly body: unknown } | "hang";
  stop(): void;
}

export async function startPlayedContainer(): Promise<PlayedContainer> {
  const server = createServer(async (request, response) => {
    container.seen.path = request.url ?? "";
    container.seen.headers = request.headers;
    container.seen.body = await buffer(request);
    if (container.next === "hang") return;
    const { status, body } = container.next;
    const text = typeof body === "string" ? body : JSON.stringify(body);
    response.writeHead(status, { "Content-Type": "application/json" }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const container: PlayedContainer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen: { path: "", headers: {}, body: Buffer.alloc(0) },
    next: { status: 500, body: "" },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return container;
}
