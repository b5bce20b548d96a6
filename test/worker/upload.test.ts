import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UploadedVideoSchema } from "../../shared/contract/assessment.ts";
import { err } from "../../shared/contract/result.ts";
import { createApp } from "../../worker/app.ts";
import { createDeps } from "../../worker/deps.ts";
import { openMultipartFile } from "../../worker/http/multipart-file.ts";
import { boundaryOf } from "../../worker/http/multipart-head.ts";
import type { Parts } from "../../worker/services/parts.ts";
import { call, problemOf } from "./call.ts";

const BOUNDARY = "----line9";
const FILE_PART = 'Content-Disposition: form-data; name="file"; filename="me.mp4"\r\nContent-Type: video/mp4';
const FIELD_PART = 'Content-Disposition: form-data; name="userId"\r\n\r\nu1';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const joined = (...pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
};

const formOf = (content: Uint8Array, { before = "", filePart = FILE_PART, after = "" } = {}) =>
  joined(
    bytesOf(`${before}--${BOUNDARY}\r\n${filePart}\r\n\r\n`),
    content,
    bytesOf(`${after}\r\n--${BOUNDARY}--\r\n`),
  );

const post = (body: BodyInit, contentType: string, headers: Record<string, string> = {}) =>
  call("/api/v1/videos", { method: "POST", headers: { "Content-Type": contentType, ...headers }, body });

const postForm = (form: Uint8Array<ArrayBuffer>) => post(form, `multipart/form-data; boundary=${BOUNDARY}`);

const storedCount = async (): Promise<number> => (await env.VIDEOS.list()).objects.length;

async function storedBytes(response: Response) {
  const { s3VideoUrl } = UploadedVideoSchema.parse(await response.clone().json());
  const object = await env.VIDEOS.get(s3VideoUrl.replace("s3://senal-videos/", ""));
  return new Uint8Array((await object?.arrayBuffer()) ?? new ArrayBuffer());
}

describe("an uploaded video", () => {
  const content = joined(bytesOf(`\r\n--${BOUNDARY.slice(0, -1)}`), new Uint8Array(200_000).fill(13));

  test("is stored as it is, as a body or in a form after other fields", async () => {
    const raw = await post(content, "video/webm; codecs=vp9");
    const form = await postForm(formOf(content, { before: `--${BOUNDARY}\r\n${FIELD_PART}\r\n` }));

    expect([raw.status, form.status]).toEqual([201, 201]);
    expect(await raw.clone().json()).toMatchObject({ contentType: "video/webm", sizeBytes: content.length });
    expect(await form.clone().json()).toMatchObject({ contentType: "video/mp4", sizeBytes: content.length });
    expect(await storedBytes(raw)).toEqual(content);
    expect(await storedBytes(form)).toEqual(content);
  });

  test("gets its type from its name when a client calls every file octets", async () => {
    const filePart =
      'Content-Disposition: form-data; name="file"; filename="IMG 1.MOV"\r\nContent-Type: application/octet-stream';

    const response = await postForm(formOf(content, { filePart }));

    expect(await response.json()).toMatchObject({ contentType: "video/quicktime" });
  });

  test.each([
    ["another field comes after it", formOf(content, { after: `\r\n--${BOUNDARY}\r\n${FIELD_PART}` })],
    ["the form is cut off", formOf(content).subarray(0, -20)],
    ["the form has no file", bytesOf(`--${BOUNDARY}\r\n${FIELD_PART}\r\n--${BOUNDARY}--\r\n`)],
    ["the form has another boundary", bytesOf("--other\r\n\r\n\r\n--other--\r\n")],
    ["the fields before it never end", joined(bytesOf(`--${BOUNDARY}\r\n`), new Uint8Array(40_000).fill(65))],
  ])("is refused and not kept when %s", async (_, form) => {
    const before = await storedCount();

    const problem = await problemOf(await postForm(form as Uint8Array<ArrayBuffer>));

    expect(problem).toMatchObject({ status: 400, code: "malformed_multipart" });
    expect(await storedCount()).toBe(before);
  });

  test.each([
    ["text/plain", 415, "unsupported_media_type"],
    ["application/octet-stream", 415, "unsupported_media_type"],
    ["multipart/form-data", 415, "unsupported_media_type"],
  ])("of type %s is refused", async (contentType, status, code) => {
    expect(await problemOf(await post("text", contentType))).toMatchObject({ status, code });
  });

  test("that is a text in a form is refused", async () => {
    const filePart =
      'Content-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain';

    const problem = await problemOf(await postForm(formOf(bytesOf("hello"), { filePart })));

    expect(problem).toMatchObject({ status: 415, code: "unsupported_media_type" });
  });

  test("without a size, without content or over the limit is refused", async () => {
    const endless = new ReadableStream({ pull: (controller) => controller.close() });
    const small = appWith((parts) => ({ settings: { ...parts.settings, maxVideoBytes: 1024 * 1024 } }));
    const tooLong = new Uint8Array(1024 * 1024 + 1);

    const problems = await Promise.all([
      post(endless, "video/mp4").then(problemOf),
      post("", "video/mp4", { "Content-Length": "0" }).then(problemOf),
      postForm(formOf(new Uint8Array())).then(problemOf),
      small(tooLong, "video/mp4").then(problemOf),
      small(formOf(tooLong), `multipart/form-data; boundary="${BOUNDARY}"`).then(problemOf),
    ]);

    expect(problems.map(({ status, code }) => `${status} ${code}`)).toEqual([
      "411 length_required",
      "422 media_empty",
      "422 media_empty",
      "413 media_too_large",
      "413 media_too_large",
    ]);
    expect(problems[4]?.detail).toContain("1 MB");
  });

  test("is refused for now while the store is down, which is no fault of the form", async () => {
    const down = appWith(({ videos }) => ({
      videos: { ...videos, put: async () => err({ code: "storage_unavailable" } as const) },
    }));

    const response = await down(
      formOf(new Uint8Array(3_000_000)),
      `multipart/form-data; boundary=${BOUNDARY}`,
    );

    expect(await problemOf(response)).toMatchObject({ status: 503, code: "storage_unavailable" });
  });
});

describe("a form that arrives in pieces", () => {
  /** Bytes that a boundary is made of, so that near misses are common. */
  const content = fc.array(fc.constantFrom(13, 10, 45, 108, 105, 110, 101, 57, 0), { maxLength: 60 });
  const cuts = fc.array(fc.nat({ max: 300 }), { maxLength: 8 });

  test("gives the same content wherever it is cut, unless the content holds the boundary", async () => {
    await fc.assert(
      fc.asyncProperty(content, cuts, async (bytes, cutAt) => {
        const form = formOf(Uint8Array.from(bytes));
        const opened = await openMultipartFile(inPieces(form, cutAt), BOUNDARY, form.length);
        if (!opened.ok) throw new Error(opened.error);
        const read = await new Response(opened.value.body).arrayBuffer();

        expect([...new Uint8Array(read)]).toEqual(bytes);
        expect(await opened.value.finish()).toBe(true);
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  test("is refused wherever it is cut when a second part follows", async () => {
    await fc.assert(
      fc.asyncProperty(cuts, async (cutAt) => {
        const form = formOf(bytesOf("video"), { after: `\r\n--${BOUNDARY}\r\n${FIELD_PART}` });
        const opened = await openMultipartFile(inPieces(form, cutAt), BOUNDARY, form.length);
        if (!opened.ok) throw new Error(opened.error);

        await expect(new Response(opened.value.body).arrayBuffer()).rejects.toThrow();
        expect(await opened.value.finish()).toBe(false);
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  test.each([
    ["multipart/form-data; boundary=abc", "abc"],
    ['Multipart/Form-Data; charset=utf-8; Boundary="a b"', "a b"],
    ["multipart/form-data", undefined],
    ["multipart/mixed; boundary=abc", undefined],
    ["video/mp4", undefined],
  ])("has the boundary that %s names", (mediaType, boundary) => {
    expect(boundaryOf(mediaType)).toBe(boundary);
  });
});

function inPieces(bytes: Uint8Array, cutAt: readonly number[]): ReadableStream<Uint8Array> {
  const cuts = [0, ...cutAt.filter((cut) => cut < bytes.length).sort((a, b) => a - b), bytes.length];
  const pieces = cuts.slice(1).map((end, index) => bytes.slice(cuts[index], end));
  return new ReadableStream({
    pull(controller) {
      const piece = pieces.shift();
      if (piece) controller.enqueue(piece);
      else controller.close();
    },
  });
}

/** Uploads to the app with some of its parts replaced. */
function appWith(replace: (parts: Parts) => Partial<Parts>) {
  const { parts } = createDeps(env);
  const app = createApp(createDeps(env, { log: () => {}, ...replace(parts) }));
  return async (body: Uint8Array<ArrayBuffer>, contentType: string): Promise<Response> => {
    const headers = { "Content-Type": contentType, "Content-Length": String(body.length) };
    const request = new Request("https://senal.test/api/v1/videos", { method: "POST", headers, body });
    return app.fetch(request, env, createExecutionContext());
  };
}
