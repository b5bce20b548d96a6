import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ERROR_KINDS, type ErrorCode } from "../../../shared/contract/errors.ts";
import { formatCustomAttributes, parseCustomAttributes } from "../../../shared/contract/invocation.ts";
import { LOCALES, messageOf } from "../../../shared/contract/messages.ts";
import { ProblemSchema, problemOf } from "../../../shared/contract/problem.ts";
import { SERVICE_VERSION } from "../../../shared/contract/service.ts";
import { formatVideoUrl, parseVideoUrl } from "../../../shared/contract/video-url.ts";

const SAME_EVERY_TIME = { seed: 1 };
const CODES = Object.keys(ERROR_KINDS) as ErrorCode[];

describe("the address of a video", () => {
  test.each([
    ["s3://videos/a/b.mp4", "videos", "a/b.mp4"],
    ["https://videos.s3.eu-west-1.amazonaws.com/a%20b.mp4", "videos", "a b.mp4"],
    ["https://videos.s3.amazonaws.com/a.mp4?X-Amz-Signature=1", "videos", "a.mp4"],
    ["https://s3.us-east-1.amazonaws.com/videos/a.mp4", "videos", "a.mp4"],
    ["https://my.videos.s3.dualstack.us-east-1.amazonaws.com/a.mp4", "my.videos", "a.mp4"],
  ])("%s is read", (text, bucket, key) => {
    expect(parseVideoUrl(text)).toEqual({ ok: true, value: { bucket, key } });
  });

  test.each([
    "",
    "s3://videos",
    "s3://videos/",
    "s3://Vídeos/a.mp4",
    "s3://videos/../other/a.mp4",
    "s3://videos/a\u0000.mp4",
    `s3://videos/${"a".repeat(1025)}`,
    "http://videos.s3.amazonaws.com/a.mp4",
    "https://videos.s3.amazonaws.com.evil.example/a.mp4",
    "https://user@videos.s3.amazonaws.com/a.mp4",
    "https://videos.s3.amazonaws.com:8443/a.mp4",
    "https://evil.example/videos/a.mp4",
    "file:///etc/passwd",
  ])("%j is refused", (text) => {
    expect(parseVideoUrl(text)).toEqual({ ok: false, error: "invalid_video_url" });
  });

  test("reads back whatever it writes", () => {
    const key = fc
      .array(fc.stringMatching(/^[\w ñ%?#&=+-]{1,8}$/), { minLength: 1, maxLength: 4 })
      .map((parts) => parts.join("/"));

    fc.assert(
      fc.property(key, (one) => {
        const location = { bucket: "videos", key: one };
        expect(parseVideoUrl(formatVideoUrl(location))).toEqual({ ok: true, value: location });
      }),
      SAME_EVERY_TIME,
    );
  });
});

describe("every error", () => {
  test.each(CODES)("%s has a title and a sentence with the same values in both languages", (code) => {
    const placeholders = LOCALES.map((locale) => messageOf({ code }, locale).detail.match(/…/g)?.length ?? 0);

    for (const locale of LOCALES) {
      const { title, detail } = messageOf({ code }, locale);
      expect(title).not.toBe("");
      expect(detail).toMatch(/[.…]$/);
    }
    expect(new Set(placeholders).size).toBe(1);
  });

  test("becomes a problem that says nothing of its cause", () => {
    const fault = {
      code: "media_too_large",
      params: { limit: "50 MB" },
      cause: "row 17 of table x",
    } as const;

    const problem = ProblemSchema.parse(problemOf(fault, "es", "request-1"));

    expect(problem).toMatchObject({ status: 413, code: "media_too_large", request_id: "request-1" });
    expect(problem.detail).toContain("50 MB");
    expect(JSON.stringify(problem)).not.toContain("row 17");
  });
});

test("options survive the header that SageMaker passes them in", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.stringMatching(/^[a-z][a-z_]{0,9}$/), fc.string()), (options) => {
      const header = formatCustomAttributes(options);
      expect(header).toMatch(/^[\x20-\x7e]*$/);
      expect(parseCustomAttributes(header)).toEqual(options);
    }),
    SAME_EVERY_TIME,
  );
});

test("the service tells the version of its package", () => {
  const { version } = JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8"));

  expect(SERVICE_VERSION).toBe(version);
});
