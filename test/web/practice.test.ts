/** The practice page in a real browser, whose camera shows a hand that signs L. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Locator, Page, WebSocket } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { makeVideo } from "../container/media.ts";
import {
  connectBrowser,
  findBarriers,
  isSerious,
  openPage,
  type Reader,
  type Visit,
  visit,
} from "./browser.ts";
import { framesOf } from "./camera.ts";
import { largestDifference, seeInBrowser, seeInContainer } from "./on-device.ts";

const web = inject("web");
const address = `${web?.workerUrl}/practice`;
const CLIP = fileURLToPath(new URL("../clips/asl-l.mp4", import.meta.url));
/** Models load, and a hand is read, more slowly where several test files share two cores. */
const DEADLINE_MS = 50_000;

const choose = (page: Page, letter: string): Promise<void> =>
  page.getByRole("button", { name: letter, exact: true }).click();
const appears = (locator: Locator): Promise<void> => locator.first().waitFor({ timeout: DEADLINE_MS });

/** Counts the letters that come in, and the size of the largest frame that goes out. */
function countFrames(socket: WebSocket) {
  const frames = { letters: 0, sentBytes: 0 };
  socket.on("framereceived", ({ payload }) => {
    if (String(payload).includes('"type":"letter"')) frames.letters += 1;
  });
  socket.on("framesent", ({ payload }) => {
    frames.sentBytes = Math.max(frames.sentBytes, payload.length);
  });
  return frames;
}

describe.skipIf(!web)("the practice page", () => {
  let browser: Browser;
  let folder: string;
  const open = (reader?: Reader) => visit(browser, address, reader);

  beforeAll(async () => {
    browser = await connectBrowser(web?.browserEndpoint ?? "");
    folder = await mkdtemp(join(tmpdir(), "senal-practice-"));
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  describe("with the camera", () => {
    let visited: Visit;
    beforeAll(async () => {
      visited = await open();
    });
    afterAll(() => visited?.context.close());

    test("reads the letter that is signed, and sends nothing for it", async () => {
      const { page, complaints } = visited;
      const sent: string[] = [];
      page.on("request", (request) => {
        if (request.method() !== "GET" || !request.url().includes("/app/files/")) sent.push(request.url());
      });

      await choose(page, "L");
      await page.getByRole("button", { name: "Start the camera" }).click();
      await appears(page.getByText("L is right."));
      await appears(page.getByRole("img", { name: /Looks like L, \d+ %/ }));

      console.log(await page.getByText("frames/s on this device").textContent());
      expect(sent).toEqual([]);
      expect((await findBarriers(page)).filter(isSerious)).toEqual([]);
      expect(complaints).toEqual([]);
    });

    test("records a clip, has it assessed, and shows what came of it", async () => {
      const { page } = visited;

      await page.getByRole("button", { name: "Record 5 s and send" }).click();
      await appears(page.getByText("Recording,"));
      await appears(page.getByText("Assessed"));

      const result = page.getByRole("status").filter({ hasText: "Assessed" });
      expect(await result.textContent()).toMatch(/Read ?L ?Asked for ?L ?Confidence ?\d+ % ?Score ?\d+/);
    });

    test("remembers what was practised", async () => {
      const { page } = visited;

      await page.reload();

      await appears(page.getByText("L: right"));
    });
  });

  describe("with a video", () => {
    let visited: Visit;
    beforeAll(async () => {
      visited = await open({ language: "es" });
    });
    afterAll(() => visited?.context.close());

    test("says in the reader's language what to change in another letter", async () => {
      const { page } = visited;
      await choose(page, "V");

      await page.getByLabel("Clip").selectOption("L");

      await appears(page.getByText("Se ha leído L, no V."));
      await appears(page.getByText("Estire el dedo medio."));
    });

    test("has the letters read at the edge when that is wanted", async () => {
      const { page } = visited;
      await page.getByRole("button", { name: "Solo leer" }).click();
      const opened = page.waitForEvent("websocket");

      await page.getByLabel("Leer las letras en el borde de la red").check();
      const frames = await opened.then(countFrames);
      await appears(page.getByText("Las letras se leen en el borde de la red."));
      await appears(page.getByText("Se ha leído L."));

      expect(frames.letters).toBeGreaterThan(0);
      expect(frames.sentBytes).toBeLessThanOrEqual(256);
    });

    test("sees no hand where there is none, and says how to hold it", async () => {
      const { page } = visited;
      const file = await makeVideo(join(folder, "empty.mp4"));

      await page.getByLabel("Elegir un vídeo").setInputFiles(file);

      await appears(page.getByText("No se ve ninguna mano."));
      expect(await page.getByRole("button", { name: "Enviar empty.mp4" }).isEnabled()).toBe(true);
    });
  });

  test.each([
    ["is refused", "The camera may not be used."],
    ["is missing", "There is no camera here."],
    ["is taken", "Another program holds the camera."],
  ])("says what to do when the camera %s", async (state, sentence) => {
    const { page, context } = await openPage(browser, { mayFilm: state !== "is refused" });
    if (state !== "is refused") {
      const name = state === "is missing" ? "NotFoundError" : "NotReadableError";
      await page.addInitScript((name) => {
        navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("", name));
      }, name);
    }
    await page.goto(address);

    await page.getByRole("button", { name: "Start the camera" }).click();

    await appears(page.getByRole("alert").filter({ hasText: sentence }));
    await context.close();
  });

  test("tries again when the recogniser did not come", async () => {
    const { page, context } = await open();
    await page.route("**/recogniser-worker*", (route) => route.abort());
    await page.getByLabel("Clip").selectOption("L");
    await appears(page.getByText("The recogniser did not come whole."));
    await page.unroute("**/recogniser-worker*");

    await page.getByRole("button", { name: "Try again" }).click();

    await appears(page.getByText("frames/s on this device"));
    await context.close();
  });

  test("finds the landmarks that the vision container finds in the same pictures", async () => {
    const pictures = framesOf(CLIP)
      .slice(14, 22)
      .map(({ image }) => image);
    const { page, context } = await open();

    const inBrowser = await seeInBrowser(page, pictures);
    const difference = largestDifference(await seeInContainer(pictures), inBrowser);

    expect(inBrowser.map(({ hands }) => hands.length)).toEqual(pictures.map(() => 1));
    expect(difference).toBeLessThan(0.5);
    await context.close();
  });
});
