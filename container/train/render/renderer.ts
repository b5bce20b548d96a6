/** Opens a browser without a window that draws posed hands. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import chromium from "@sparticuz/chromium";
import { chromium as playwright } from "playwright-core";
import sharp from "sharp";
import type { Image } from "../../../shared/hands/image.ts";
import type { HandPose } from "./poses.ts";

/** Fetched when needed: only this script uses them. three and the hand (c) 2019 Amazon are both MIT. */
const PACKAGES = ["three@0.187.0", "@webxr-input-profiles/assets@1.0.20"];
const CACHE = fileURLToPath(new URL("../../../.cache/render", import.meta.url));
const ORIGIN = "http://render.invalid";

/** The software renderer for WebGL, and nothing that calls home. */
const BROWSER_ARGUMENTS = [
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--disable-quic",
  "--ignore-gpu-blocklist",
  "--use-gl=angle",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
];

export interface SceneOptions {
  readonly width: number;
  readonly height: number;
  /** CSS colours. */
  readonly skin: string;
  readonly background: string;
  readonly isLeft: boolean;
}

/** Place in metres from the picture's middle, size relative to life, turns in degrees. */
export interface View {
  readonly pose: HandPose;
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly yaw: number;
  readonly pitch: number;
  readonly roll: number;
}

export interface HandRenderer {
  draw(view: View): Promise<Image>;
  close(): Promise<void>;
}

export async function openRenderer(options: SceneOptions): Promise<HandRenderer> {
  await fetchPackages();
  const executablePath = process.env.CHROMIUM_PATH ?? (await chromium.executablePath());
  const browser = await playwright.launch({ executablePath, headless: true, args: BROWSER_ARGUMENTS });
  const page = await browser.newPage({ viewport: { width: options.width, height: options.height } });
  await page.route("**/*", async (route) => {
    const file = fileOf(new URL(route.request().url()).pathname);
    const contentType = file?.endsWith(".js") ? "text/javascript" : "application/octet-stream";
    if (file) await route.fulfill({ body: await readFile(file), contentType });
    else await route.fulfill({ body: PAGE, contentType: "text/html" });
  });
  await page.goto(`${ORIGIN}/`);
  await page.evaluate(
    `import("/scene.js").then(async ({ openScene }) => { window.draw = await openScene(${JSON.stringify(options)}); })`,
  );
  return {
    async draw(view) {
      const url = await page.evaluate<string>(`window.draw(${JSON.stringify(view)})`);
      const png = Buffer.from(url.slice(url.indexOf(",") + 1), "base64");
      const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
      return { width: info.width, height: info.height, channels: 3, data };
    },
    close: () => browser.close(),
  };
}

const PAGE = `<!doctype html><style>body { margin: 0 }</style><script type="importmap">
{ "imports": { "three": "/three/build/three.module.js", "three/": "/three/" } }</script>`;

function fileOf(path: string): string | undefined {
  if (path === "/scene.js") return fileURLToPath(new URL("./scene.js", import.meta.url));
  if (path === "/hand.glb") {
    return join(CACHE, "node_modules/@webxr-input-profiles/assets/dist/profiles/generic-hand/right.glb");
  }
  return path.startsWith("/three/") ? join(CACHE, "node_modules", path) : undefined;
}

async function fetchPackages(): Promise<void> {
  if (existsSync(join(CACHE, "node_modules/three")) && existsSync(dirname(fileOf("/hand.glb") ?? ""))) return;
  await mkdir(CACHE, { recursive: true });
  const install = ["install", "--prefix", CACHE, "--no-save", "--no-audit", "--no-fund", "--ignore-scripts"];
  await promisify(execFile)("npm", [...install, ...PACKAGES]);
}
