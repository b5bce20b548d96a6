import {
  IDLE_SECONDS,
  MAX_FRAMES_PER_SECOND,
  MAX_PICTURE_BYTES,
  RETENTION_SECONDS,
  ServerMessageSchema,
  STREAM_CLOSE,
  StreamQuerySchema,
} from "../../shared/contract/stream.ts";
import type { AppContext } from "../http/app-context.ts";
import { Endpoint } from "../http/endpoint.ts";
import { localeOf } from "../http/locale.ts";
import { ProblemError, valueOrProblem } from "../http/problem.ts";
import { readQuery } from "../http/read-json.ts";
import { problemResponses } from "../http/responses.ts";
import { openStream } from "../services/open-stream.ts";

const DESCRIPTION = `
A WebSocket: send the hand as the camera sees it, receive each letter as it settles.

**Frames** (at most ${MAX_FRAMES_PER_SECOND} a second, in the order of time), each message one of
- binary, 252 bytes: 63 float32, little endian: x, y, z of the 21 points in MediaPipe order, y down;
- binary, 256 bytes: the same after a float32 of the time in seconds;
- text: \`{"t": 1.2, "landmarks": [63 numbers] | [21 x {"x", "y", "z"}] | null}\`, null when no hand is seen;
- binary, a JPEG picture of at most ${MAX_PICTURE_BYTES / 1024} kB. One is read at a time, and of those that come meanwhile only the newest.

x and y need one unit. MediaPipe gives fractions of the width and of the height: say \`aspect\` (width / height) then. Landmarks
are read in the stream's own object; pictures go to the vision container. Frames without a time count when they arrive; do not
mix them with frames that have one.

**Other messages**: \`{"type":"clear"}\` empties the text; \`ping\` is answered with \`pong\`.

**Answers** are JSON with a \`type\`: \`hello\` first, then \`letter\` {t, label, confidence, text}, \`text\`, \`dropped\`, \`error\`
{code, title, detail}, and \`guess\` if asked for.

**Ends**: ${STREAM_CLOSE.idle} after ${IDLE_SECONDS} seconds without a frame, ${STREAM_CLOSE.takenOver} when another connection
resumed the stream, ${STREAM_CLOSE.tooLarge} for a message that is too large, ${STREAM_CLOSE.misuse} for too many messages that are
too fast or no frames. For ${RETENTION_SECONDS / 60} minutes \`resume\` goes on with the text; the id is all that it takes, so keep it secret.
Afterwards, and with an id that is unknown, a new stream begins (\`resumed\` is false).`.trim();

export class OpenStream extends Endpoint {
  override schema = {
    operationId: "openStream",
    tags: ["Assessment"],
    summary: "Read letters live",
    description: DESCRIPTION,
    request: { query: StreamQuerySchema },
    responses: {
      "101": {
        description: "The WebSocket is open; these are the messages it brings",
        content: { "application/json": { schema: ServerMessageSchema } },
      },
      ...problemResponses(
        "validation_failed",
        "language_not_supported",
        "model_version_not_supported",
        "upgrade_required",
        "service_unavailable",
      ),
    },
  };

  override async handle(c: AppContext): Promise<Response> {
    const query = readQuery(c, StreamQuerySchema);
    if (c.req.header("Upgrade")?.toLowerCase() !== "websocket")
      throw new ProblemError({ code: "upgrade_required" });
    const order = { ...query, locale: localeOf(c), requestId: c.get("requestId") };
    return valueOrProblem(await openStream(c.get("parts"), order));
  }
}
