/** Live streams as Durable Objects, one each; see objects/live-stream.ts. */
import type { Streams } from "../../ports/streams.ts";

export const createStreams = (namespace: DurableObjectNamespace): Streams => ({
  async connect(streamId, connection, { tenant, resume }) {
    const stub = namespace.get(namespace.idFromName(`${tenant}/${streamId}`));
    const query = new URLSearchParams({ connection: JSON.stringify({ streamId, resume, ...connection }) });
    const answer = await stub.fetch(`https://stream/?${query}`, { headers: { Upgrade: "websocket" } });
    if (answer.status === 404) return undefined;
    if (!answer.webSocket) throw new Error(`the stream answered ${answer.status}`);
    return answer;
  },
});
