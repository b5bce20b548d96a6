/** Opens the pages in a real browser, and says what a person would be troubled by. */
import axe, { type AxeResults } from "axe-core";
import { type Browser, type BrowserContext, chromium, type Page, type Route } from "playwright-core";

export interface Reader {
  readonly language?: "en" | "es";
  readonly theme?: "light" | "dark";
  readonly width?: number;
  readonly height?: number;
  /** Whether pages may use the camera; true unless said otherwise. */
  readonly mayFilm?: boolean;
}

export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the browser complained about so far: errors, and what the page's policy refused. */
  readonly complaints: readonly string[];
}

/** What hinders people with a disability, as axe rates it. */
export interface Barrier {
  readonly rule: string;
  readonly impact: string;
  readonly elements: readonly string[];
}

export const connectBrowser = (endpoint: string): Promise<Browser> => chromium.connect(endpoint);

/** Opens a page for a reader who was never there before. */
export async function openPage(browser: Browser, reader: Reader = {}): Promise<Visit> {
  const { language = "en", theme = "light", width = 1200, height = 900, mayFilm = true } = reader;
  const context = await browser.newContext({
    locale: language,
    colorScheme: theme,
    viewport: { width, height },
    reducedMotion: "reduce",
  });
  if (!mayFilm) await context.route("**/practice", forbidCamera);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  return { page, context, complaints };
}

/** The same at an address, when its heading is there. */
export async function visit(browser: Browser, url: string, reader: Reader = {}): Promise<Visit> {
  const opened = await openPage(browser, reader);
  await opened.page.goto(url);
  await opened.page.getByRole("heading", { level: 1 }).waitFor();
  return opened;
}

/** The browser refuses the camera as if the reader had: without a window it cannot be asked. */
async function forbidCamera(route: Route): Promise<void> {
  const response = await route.fetch();
  await route.fulfill({ response, headers: { ...response.headers(), "Permissions-Policy": "camera=()" } });
}

/** Every barrier on the page as it stands. */
export async function findBarriers(page: Page): Promise<Barrier[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<AxeResults>("axe.run()");
  return violations.map(({ id, impact, nodes }) => ({
    rule: id,
    impact: impact ?? "unrated",
    elements: nodes.map(({ html }) => html),
  }));
}

export const isSerious = ({ impact }: Barrier): boolean => impact === "serious" || impact === "critical";
