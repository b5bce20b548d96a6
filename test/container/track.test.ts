/** Pictures of a stream, one after the other, through a running server. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clipPictures, makePicture } from "./media.ts";
import {
  decodersOf,
  invoke,
  problemOf,
  resultOf,
  type ServerProcess,
  startServer,
} from "./server-process.ts";

let server: ServerProcess;
/** Of the letter L, held still. */
let pictures: Buffer[];

beforeAll(async () => {
  [server, pictures] = await Promise.all([
    startServer({ CONCURRENCY: "1" }),
    clipPictures("asl-l.mp4", { from: 20, to: 28 }),
  ]);
});
afterAll(async () => {
  server.kill("SIGTERM");
  await server.ended;
});

const track = async (picture: Buffer, stream: string, region?: string) =>
  invoke(server, picture, {
    query: new URLSearchParams({ task: "track", stream, ...(region && { region }) }).toString(),
    headers: { "Content-Type": "image/jpeg" },
  });

describe("a stream of pictures", () => {
  test("is decoded in one process, and the hand is found in each picture", async () => {
    await resultOf(await track(pictures[0] as Buffer, "ana"));
    const decoders = decodersOf(server);

    for (const picture of pictures) {
      const { hands, image, predictions } = await resultOf(await track(picture, "ana"));
      expect(hands).toHaveLength(1);
      expect(image).toEqual({ width: 640, height: 480 });
      expect(predictions).toEqual([]);
    }

    expect(decodersOf(server)).toEqual(expect.arrayContaining(decoders));
  });

  test("finds the hand where it is told to look, and elsewhere when it is not there", async () => {
    const picture = pictures[0] as Buffer;
    const detected = await resultOf(await track(picture, "ana"));
    const wrist = detected.hands?.[0]?.landmarks[0];
    const box = detected.hands?.[0]?.bounding_box;
    if (!wrist || !box) throw new Error("no hand");
    const region = `${box.x + box.width / 2},${box.y + box.height / 2},${box.height * 1.2},0`;

    const followed = await resultOf(await track(picture, "ana", region));
    const searched = await resultOf(await track(picture, "ana", "0.02,0.02,0.05,0"));

    for (const { hands } of [followed, searched]) {
      expect(hands?.[0]?.landmarks[0]?.x).toBeCloseTo(wrist.x, 1);
      expect(hands?.[0]?.landmarks[0]?.y).toBeCloseTo(wrist.y, 1);
    }
    expect(searched).toEqual({ ...detected, timings_ms: expect.anything() });
  });

  test("goes on after a picture that cannot be read, in another process", async () => {
    await resultOf(await track(pictures[0] as Buffer, "ben"));
    const broken = await track((pictures[0] as Buffer).subarray(0, 2000), "ben");
    const next = await track(pictures[1] as Buffer, "ben");

    expect((await problemOf(broken)).code).toBe("media_unreadable");
    expect((await resultOf(next)).hands).toHaveLength(1);
  });

  test("has no hand where there is none, and small pictures at most", async () => {
    const { hands, image } = await resultOf(await track(await makePicture(1600, 1200), "eve"));

    expect(hands).toEqual([]);
    expect(image).toEqual({ width: 640, height: 480 });
  });

  test.each(["1,2,3", "a,b,c,d", "0.5,0.5,1e9,0", "0.5,0.5,0.1,0,0", "NaN,0,1,0"])(
    "refuses to look at %s",
    async (region) => {
      const problem = await problemOf(await track(pictures[0] as Buffer, "ana", region));

      expect(problem.errors?.map(({ pointer }) => pointer.split("/")[1])).toContain("region");
    },
  );
});
