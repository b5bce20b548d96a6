import { describe, expect, test } from "vitest";
import { AssessBatchResponseSchema, type AssessResponse } from "../../shared/contract/assessment.ts";
import { postJson, problemOf, resultOf } from "./call.ts";

const SUBMISSION = { userId: "u1", exerciseId: 3, levelId: 1, s3VideoUrl: "s3://senal-videos/none.mp4" };

describe("a batch", () => {
  test("has each item accepted or refused by itself, in order, in the reader's language", async () => {
    const items = [
      SUBMISSION,
      { ...SUBMISSION, userId: 5 },
      { ...SUBMISSION, s3VideoUrl: "s3://another-bucket/video.mp4" },
      "nonsense",
      { ...SUBMISSION, userId: "u2" },
    ];

    const response = await postJson("/ml/api/v1/assess/batch", { items }, { "Accept-Language": "es" });
    const { sessions } = AssessBatchResponseSchema.parse(await response.json());

    expect(response.status).toBe(200);
    expect(sessions).toMatchObject([
      { status: "queued", message: "Video queued for processing", metadata: {} },
      { error: { status: 422, code: "validation_failed", errors: [{ pointer: "/items/1/userId" }] } },
      { error: { status: 422, code: "bucket_not_allowed", title: "Bucket no permitido" } },
      { error: { status: 422, code: "validation_failed", errors: [{ pointer: "/items/3" }] } },
      { status: "queued" },
    ]);
    const last = await resultOf((sessions[4] as AssessResponse).sessionId);
    expect(last.metadata.userId).toBe("u2");
  });

  test("may hold a hundred items with the longest addresses", async () => {
    const s3VideoUrl = `s3://senal-videos/${"k".repeat(1000)}.mp4`;
    const items = Array.from({ length: 100 }, (_, exerciseId) => ({ ...SUBMISSION, exerciseId, s3VideoUrl }));

    const response = await postJson("/api/v1/assess/batch", { items });
    const { sessions } = AssessBatchResponseSchema.parse(await response.json());

    const ids = sessions.map((session) => (session as AssessResponse).sessionId);
    expect(new Set(ids).size).toBe(100);
    // A queue that still delivers when the tests end would keep the runtime from stopping.
    for (const id of ids) await resultOf(id);
  });

  test.each([
    [{ items: [] }, "/items"],
    [{ items: Array.from({ length: 101 }, () => SUBMISSION) }, "/items"],
    [{ items: [SUBMISSION], more: 1 }, "/more"],
    [[SUBMISSION], ""],
  ])("of the wrong shape is refused as a whole (%#)", async (body, pointer) => {
    const problem = await problemOf(await postJson("/api/v1/assess/batch", body));

    expect(problem).toMatchObject({ status: 422, code: "validation_failed", errors: [{ pointer }] });
  });
});
