/** How long uploaded videos are kept, here and where clients put them with our leave. */
import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import type { Fault } from "../../shared/contract/errors.ts";
import { err, ok, type Result } from "../../shared/contract/result.ts";
import type { VideoStore } from "../../worker/ports/videos.ts";
import { sweep } from "../../worker/queues/sweep.ts";
import { deleteAssessment } from "../../worker/services/delete-assessment.ts";
import type { Parts } from "../../worker/services/parts.ts";
import { presignUpload } from "../../worker/services/presign-upload.ts";
import { storeVideo } from "../../worker/services/store-video.ts";
import { submitAssessment } from "../../worker/services/submit-assessment.ts";
import { createWorld } from "./world.ts";

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

describe("an uploaded video", () => {
  const upload = async ({ parts }: ReturnType<typeof createWorld>): Promise<string> => {
    const video = { body: new Blob(["bytes"]).stream(), sizeBytes: 5, contentType: "video/mp4" };
    const stored = await storeVideo(parts, video);
    if (!stored.ok) throw new Error(stored.error.code);
    return stored.value.s3VideoUrl.replace("s3://senal-videos/", "");
  };
  const keysOf = async ({ parts, clock }: Pick<ReturnType<typeof createWorld>, "parts" | "clock">) =>
    (await parts.uploads.before(clock.now + 1, clock.now, 100)).map(({ key }) => key);
  const isStored = async (key: string): Promise<boolean> => (await env.VIDEOS.head(key)) !== null;

  test("is deleted when its time is over, and not before", async () => {
    const world = createWorld();
    const key = await upload(world);

    world.clock.now += 30 * DAY_MS;
    await sweep(world.parts);
    const before = await isStored(key);
    world.clock.now += 1;
    await sweep(world.parts);

    expect([before, await isStored(key)]).toEqual([true, false]);
    expect(await keysOf(world)).not.toContain(key);
  });

  test("that cannot be deleted now is deleted by a later sweep", async () => {
    const world = createWorld();
    const key = await upload(world);
    world.clock.now += 31 * DAY_MS;
    const remove = async () => err({ code: "storage_unavailable" } as const);

    await sweep({ ...world.parts, videos: { ...world.parts.videos, remove } });
    await sweep(world.parts);
    const after = await isStored(key);
    world.clock.now += HOUR_MS;
    await sweep(world.parts);

    expect([after, await isStored(key)]).toEqual([true, false]);
  });

  describe("by an address at S3 that was signed here", () => {
    type Removed = Result<void, Fault>;

    /** An upload of a video that nobody has submitted, and what is answered to who wants to delete at S3. */
    async function signed(removed: () => Removed = () => ok(undefined)) {
      const removals: string[] = [];
      const lines: Record<string, unknown>[] = [];
      const sign = async () => ({ url: "https://s3.example/", headers: {} });
      const world = createWorld({
        uploadSigner: { bucket: "at-s3", sign },
        log: (_level, _message, fields) => lines.push(fields),
      });
      const videos: VideoStore = {
        ...world.parts.videos,
        buckets: ["senal-videos", "at-s3"],
        async remove({ bucket, key }) {
          removals.push(`s3://${bucket}/${key}`);
          return removed();
        },
      };
      const parts = { ...world.parts, videos };
      const presigned = await presignUpload(parts, { contentType: "video/mp4", sizeBytes: 5 });
      if (!presigned.ok) throw new Error(presigned.error.code);
      const { s3VideoUrl } = presigned.value;
      const deletions = () => removals.filter((url) => url === s3VideoUrl).length;
      return { ...world, parts, s3VideoUrl, removals, deletions, lines };
    }
    const submit = async ({ parts }: { parts: Parts }, s3VideoUrl: string) => {
      const request = { userId: "u", exerciseId: 1, levelId: 1, languageCode: "ASL", s3VideoUrl };
      const submitted = await submitAssessment(parts, request, "r");
      if (!submitted.ok) throw new Error(submitted.error.code);
      return submitted.value.sessionId;
    };

    test("is deleted there when its time is over", async () => {
      const world = await signed();

      world.clock.now += 30 * DAY_MS;
      await sweep(world.parts);
      const before = world.deletions();
      world.clock.now += 1;
      await sweep(world.parts);

      expect([before, world.deletions()]).toEqual([0, 1]);
    });

    test("is tried for a week where that is forbidden, and then left to a rule of the bucket", async () => {
      const world = await signed(() => err({ code: "video_access_denied" }));

      world.clock.now += 30 * DAY_MS + 1;
      await sweep(world.parts);
      world.clock.now += HOUR_MS;
      await sweep(world.parts);
      const within = world.lines.at(-1);
      world.clock.now += 7 * DAY_MS;
      for (let count = 0; count < 2; count++) await sweep(world.parts);

      expect(within).toMatchObject({ videos_failed: 1, videos_abandoned: 0 });
      expect(world.deletions()).toBe(3);
      expect(world.lines.slice(-2)).toMatchObject([{ videos_abandoned: 1 }, { videos_abandoned: 0 }]);
    });

    test("goes with its session, unless deleting there is forbidden; what others put there stays", async () => {
      const [allowed, forbidden] = [await signed(), await signed(() => err({ code: "video_access_denied" }))];
      const foreign = "s3://at-s3/of-the-client.mp4";
      const sessions = [
        [allowed, await submit(allowed, allowed.s3VideoUrl)],
        [allowed, await submit(allowed, foreign)],
        [forbidden, await submit(forbidden, forbidden.s3VideoUrl)],
      ] as const;

      const deleted: boolean[] = [];
      for (const [{ parts }, id] of sessions) deleted.push((await deleteAssessment(parts, id, "r")).ok);

      expect(deleted).toEqual([true, true, true]);
      expect([allowed.deletions(), forbidden.deletions()]).toEqual([1, 1]);
      expect(allowed.removals).not.toContain(foreign);
      expect(await keysOf(forbidden)).toContain(forbidden.s3VideoUrl.replace("s3://at-s3/", ""));
    });
  });
});
