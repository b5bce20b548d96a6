import { expect, test } from "vitest";
import { createContainerBackend } from "../../worker/adapters/inference/container.ts";

test("a container that goes away without having read the video leaves nobody waiting", async () => {
  const leaving = createContainerBackend(async () => {
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    throw new TypeError("connection reset by peer");
  });
  const video = { body: new Blob(["video"]).stream(), sizeBytes: 5, contentType: "video/mp4" };

  const answer = await leaving.submit(
    { requestId: "request-7", task: "assess", languageCode: "ASL", topK: 5, video },
    AbortSignal.timeout(20_000),
  );

  expect(answer).toMatchObject({ ok: false, error: { code: "inference_unavailable" } });
});
