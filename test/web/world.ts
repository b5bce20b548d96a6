/** Everything that the pages need: the whole local stack, and a browser whose camera shows a hand that signs L. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { BrowserServer } from "playwright-core";
import { serveBrowser } from "../../container/train/render/launch-browser.ts";
import { OutputTail } from "../stack/output-tail.ts";
import { freePorts } from "../stack/ports.ts";
import { startStack } from "../stack/stack.ts";
import { writeCameraFile } from "./camera.ts";

const CAMERA_CLIP = fileURLToPath(new URL("../clips/asl-l.mp4", import.meta.url));

export interface WebWorld {
  readonly workerUrl: string;
  /** For `chromium.connect`. */
  readonly browserEndpoint: string;
  stop(): Promise<void>;
}

/** The browser cannot start on this machine. */
export class NoBrowserError extends Error {}

/** Throws a NoBrowserError before anything else is started, or a sentence that says which part did not start. */
export async function startWebWorld(): Promise<WebWorld> {
  const folder = await mkdtemp(join(tmpdir(), "senal-web-"));
  const cameraFile = join(folder, "camera.mjpeg");
  const output = new OutputTail();
  let browser: BrowserServer | undefined;
  try {
    browser = await serveBrowser([
      "--use-fake-ui-for-media-stream",
      "--use-fake-device-for-media-stream",
      `--use-file-for-fake-video-capture=${cameraFile}`,
    ]).catch((cause: unknown) => {
      throw new NoBrowserError(`No browser can start here; set CHROMIUM_PATH to one. ${String(cause)}`);
    });
    await writeCameraFile(CAMERA_CLIP, cameraFile);
    const options = { ports: await freePorts(), persistTo: join(folder, "state"), output };
    const stack = await startStack(options).catch((cause: unknown) => {
      throw new Error(`${String(cause)}\n${output.tail()}`);
    });
    const running = browser;
    return {
      workerUrl: stack.workerUrl,
      browserEndpoint: running.wsEndpoint(),
      stop: async () => {
        await running.close();
        await stack.stop();
        await rm(folder, { recursive: true, force: true });
      },
    };
  } catch (cause) {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
    throw cause;
  }
}
