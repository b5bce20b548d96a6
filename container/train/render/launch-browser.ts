import chromium from "@sparticuz/chromium";
import { type Browser, type BrowserServer, chromium as playwright } from "playwright-core";

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

const executablePath = async (): Promise<string> =>
  process.env.CHROMIUM_PATH ?? (await chromium.executablePath());

/** Starts a browser without a window: the one at CHROMIUM_PATH, or the one that npm brings. Rejects when it cannot start. */
export const launchBrowser = async (): Promise<Browser> =>
  playwright.launch({ executablePath: await executablePath(), headless: true, args: BROWSER_ARGUMENTS });

/** The same as a process that others connect to at its `wsEndpoint()`. */
export const serveBrowser = async (moreArguments: readonly string[]): Promise<BrowserServer> =>
  playwright.launchServer({
    executablePath: await executablePath(),
    headless: true,
    host: "127.0.0.1",
    args: [...BROWSER_ARGUMENTS, ...moreArguments],
  });
