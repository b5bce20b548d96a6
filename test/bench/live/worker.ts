import { ALPHABETS } from "../../../shared/signs/alphabets.ts";
import { createStubBackend } from "../../../worker/adapters/inference/stub.ts";
import { createStreams } from "../../../worker/adapters/streams/durable-object.ts";
import { liveStreamObject } from "../../../worker/objects/live-stream.ts";

/** The streams of the product; no picture is sent to them here. */
export const LiveStreamObject = liveStreamObject(() => ({
  inference: createStubBackend(["A"]),
  now: () => Date.now(),
  log: () => {},
}));

const worker = {
  async fetch(_request, { LIVE_STREAM }) {
    const requestId = crypto.randomUUID();
    const connection = {
      requestId,
      languageCode: "ASL",
      modelVersion: ALPHABETS[0]?.version ?? "",
      locale: "en",
      aspect: undefined,
      guesses: false,
    } as const;
    const opened = await createStreams(LIVE_STREAM).connect(requestId, connection, {
      tenant: "default",
      resume: false,
    });
    return opened ?? new Response(null, { status: 404 });
  },
} satisfies ExportedHandler<{ LIVE_STREAM: DurableObjectNamespace }>;
export default worker;
