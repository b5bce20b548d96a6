/** Opens a browser without a window that draws posed hands. */
import { readFile } from "node:fs/promises";
import { join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import sharp from "sharp";
import type { Image } from "../../../shared/hands/image.ts";
import type { RenderPackages } from "./fetch-packages.ts";
import type { Skeleton } from "./kinematics.ts";
import { launchBrowser } from "./launch-browser.ts";
import type { Turn } from "./poses.ts";

const ORIGIN = "http://render.invalid";

export interface SceneOptions {
  readonly width: number;
  readonly height: number;
  readonly isLeft: boolean;
  /** CSS colours. */
  readonly skin: string;
  readonly background: string;
  readonly light: Light;
  /** CSS colour of the forearm, and its length in metres. */
  readonly sleeve?: { readonly color: string; readonly length: number };
  /** Blurred things behind the hand; a few in the middle of a room when absent. */
  readonly shapes?: readonly Shape[];
  /** Angle of view from top to bottom in degrees, and metres from the hand. */
  readonly camera?: { readonly fieldOfView: number; readonly distance: number };
  /** Of the hand, relative to its length; 1 is as the model has it. */
  readonly breadth?: number;
  /** How much its nails and creases show, 0..1; 1 when absent. */
  readonly skinLines?: number;
}

/** A rectangle in a picture of 512 x 384, in a CSS colour, with round corners of a radius. */
export type Shape = readonly [
  left: number,
  top: number,
  width: number,
  height: number,
  color: string,
  corner?: number,
];

/** The main light: degrees to the viewer's right and above the hand; 1 is a bright room. */
export interface Light {
  readonly aside: number;
  readonly above: number;
  readonly brightness: number;
}

/** Place in metres from the picture's middle, size relative to life, turns in degrees. */
export interface View extends Turn {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  /** Degrees by which the palm is bent towards the forearm; 0 when absent. */
  readonly wrist?: number;
}

export interface HandRenderer {
  /** A left hand is the mirror image of the same skeleton and view. */
  draw(hand: Skeleton, view: View): Promise<Image>;
  close(): Promise<void>;
}

/** Uses the browser at CHROMIUM_PATH, or the one that npm brings. Rejects when it cannot start or draw. */
export async function openRenderer(packages: RenderPackages, options: SceneOptions): Promise<HandRenderer> {
  const browser = await launchBrowser();
  const { draw } = await openRendererIn(browser, packages, options);
  return { draw, close: () => browser.close() };
}

/** The same in a page of a browser that stays open. */
export async function openRendererIn(
  browser: Browser,
  packages: RenderPackages,
  options: SceneOptions,
): Promise<HandRenderer> {
  const page = await browser.newPage({ viewport: { width: options.width, height: options.height } });
  await page.route("**/*", async (route) => {
    const file = fileOf(new URL(route.request().url()).pathname, packages);
    const contentType = file?.endsWith(".js") ? "text/javascript" : "application/octet-stream";
    if (file) await route.fulfill({ body: await readFile(file), contentType });
    else await route.fulfill({ body: PAGE, contentType: "text/html" });
  });
  await page.goto(`${ORIGIN}/`);
  await page.evaluate(
    `import("/scene.js").then(async ({ openScene }) => { window.draw = await openScene(${JSON.stringify(options)}); })`,
  );
  return {
    async draw(hand, view) {
      const url = await page.evaluate<string>(
        `window.draw(${JSON.stringify(hand)}, ${JSON.stringify(view)})`,
      );
      const png = Buffer.from(url.slice(url.indexOf(",") + 1), "base64");
      const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
      return { width: info.width, height: info.height, channels: 3, data };
    },
    close: () => page.close(),
  };
}

const PAGE = `<!doctype html><style>body { margin: 0 }</style><script type="importmap">
{ "imports": { "three": "/three/build/three.module.js", "three/": "/three/" } }</script>`;

function fileOf(path: string, { threeDirectory, handFile }: RenderPackages): string | undefined {
  if (path === "/scene.js" || path === "/skin.js") return fileURLToPath(new URL(`.${path}`, import.meta.url));
  if (path === "/hand.glb") return handFile;
  return path.startsWith("/three/")
    ? join(threeDirectory, normalize(path.slice("/three".length)))
    : undefined;
}
