import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createAws } from "../../worker/adapters/aws.ts";
import { videosByBucket } from "../../worker/adapters/videos/by-bucket.ts";
import { createR2VideoStore } from "../../worker/adapters/videos/r2.ts";
import { createS3VideoStore } from "../../worker/adapters/videos/s3.ts";
import { createS3UploadSigner } from "../../worker/adapters/videos/s3-upload-signer.ts";
import type { VideoStore } from "../../worker/ports/videos.ts";
import { BUCKET, type Cloudflare, S3_CREDENTIALS, startCloudflare } from "./cloudflare.ts";

const SIGNAL = AbortSignal.timeout(60_000);
const BYTES = Uint8Array.from({ length: 100_000 }, (_, index) => index % 251);

const at = (key: string) => ({ bucket: BUCKET, key });
const upload = () => ({
  body: new Blob([BYTES]).stream(),
  sizeBytes: BYTES.length,
  contentType: "video/mp4",
});

describe("video stores", () => {
  let cloudflare: Cloudflare;
  const stores = new Map<string, VideoStore>();

  const s3 = (credentials: typeof S3_CREDENTIALS, endpoint = cloudflare.s3Url): VideoStore =>
    createS3VideoStore(
      createAws({ credentials, region: "auto", endpoints: { s3: endpoint } }),
      BUCKET,
      "auto",
    );

  beforeAll(async () => {
    cloudflare = await startCloudflare();
    stores.set("R2", createR2VideoStore(cloudflare.bucket, BUCKET));
    stores.set("S3", s3(S3_CREDENTIALS));
  });
  afterAll(() => cloudflare.close());

  describe.each(["R2", "S3"])("%s", (name) => {
    const store = (): VideoStore => stores.get(name) as VideoStore;

    test("gives back what was put, with its size and type", async () => {
      const location = at(`${name}/a b+c%(1).mp4`);
      await cloudflare.bucket.put(location.key, BYTES, { httpMetadata: { contentType: "video/mp4" } });

      const opened = await store().open(location, SIGNAL);

      if (!opened.ok) throw new Error(opened.error.code);
      expect(opened.value).toMatchObject({ sizeBytes: BYTES.length, contentType: "video/mp4" });
      expect(new Uint8Array(await new Response(opened.value.body).arrayBuffer())).toEqual(BYTES);
    });

    test("removes a video, and succeeds when it is already gone", async () => {
      const location = at(`${name}/removed.mp4`);
      await cloudflare.bucket.put(location.key, BYTES);

      const outcomes = [await store().remove(location, SIGNAL), await store().remove(location, SIGNAL)];

      expect(outcomes.map(({ ok }) => ok)).toEqual([true, true]);
      expect(await cloudflare.bucket.head(location.key)).toBeNull();
    });

    test("says that a video is not there", async () => {
      const opened = await store().open(at(`${name}/nothing.mp4`), SIGNAL);

      expect(opened).toMatchObject({ ok: false, error: { code: "video_not_found" } });
    });
  });

  test("S3 takes a stream of known length", async () => {
    const stored = await stores.get("S3")?.put(at("S3/put.mp4"), upload(), SIGNAL);

    expect(stored).toEqual({ ok: true, value: undefined });
    expect((await cloudflare.bucket.head("S3/put.mp4"))?.size).toBe(BYTES.length);
  });

  test("S3 refuses wrong credentials", async () => {
    const opened = await s3({ ...S3_CREDENTIALS, secretAccessKey: "wrong" }).open(at("S3/put.mp4"), SIGNAL);

    expect(opened).toMatchObject({ ok: false, error: { code: "video_access_denied" } });
  });

  test("S3 that does not answer is a passing fault", async () => {
    const opened = await s3(S3_CREDENTIALS, "http://127.0.0.1:9").open(at("S3/put.mp4"), SIGNAL);

    expect(opened).toMatchObject({ ok: false, error: { code: "storage_unavailable" } });
  });

  test("a bucket that no store serves is refused by name", async () => {
    const videos = videosByBucket([...stores.values()]);

    const opened = await videos.open({ bucket: "someone-elses", key: "a.mp4" }, SIGNAL);

    expect(opened).toMatchObject({ ok: false, error: { code: "bucket_not_allowed" } });
  });

  test("a signed address takes the file it was signed for, and no other", async () => {
    const aws = createAws({
      credentials: S3_CREDENTIALS,
      region: "auto",
      endpoints: { s3: cloudflare.s3Url },
    });
    const signer = createS3UploadSigner(aws, BUCKET, "auto");
    const location = at("uploads/signed upload.mp4");
    const file = { contentType: "video/mp4", sizeBytes: BYTES.length };
    const { url, headers } = await signer.sign(location, file, Date.now(), 900);
    // Whoever refuses a file leaves it unread and closes the connection, so that the next one has to have its own.
    const put = (body: Uint8Array<ArrayBuffer>, type: string) =>
      fetch(url, { method: "PUT", headers: { "Content-Type": type, Connection: "close" }, body });

    const otherType = await put(BYTES, "text/html");
    const otherSize = await put(BYTES.subarray(1), "video/mp4");
    const right = await put(BYTES, "video/mp4");

    expect(headers).toEqual({ "Content-Type": "video/mp4", "Content-Length": String(BYTES.length) });
    expect([otherType.status, otherSize.status, right.status]).toEqual([403, 403, 200]);
    expect((await cloudflare.bucket.head(location.key))?.size).toBe(BYTES.length);
  });
});
