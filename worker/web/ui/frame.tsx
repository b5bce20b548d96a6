/** What every page has around its content. */
import { type ComponentChildren, render } from "preact";
import { chooseLanguage, currentLanguage } from "../i18n/language.ts";
import { speaker } from "../i18n/sentences.ts";
import { applyTheme, switchTheme } from "./theme.ts";

const say = speaker({
  overview: { en: "Overview", es: "Resumen" },
  practice: { en: "Practice", es: "Practicar" },
  tuning: { en: "Tuning", es: "Ajuste" },
  docs: { en: "API", es: "API" },
  skip: { en: "Skip to the content", es: "Saltar al contenido" },
  main: { en: "Main", es: "Principal" },
  theme: { en: "Light or dark", es: "Claro u oscuro" },
  language: { en: "Español", es: "English" },
});

const PAGES = [
  ["overview", "/"],
  ["practice", "/practice"],
  ["tuning", "/tune"],
  ["docs", "/api/docs"],
] as const;

export type PageName = (typeof PAGES)[number][0];

function Frame({ page, children }: { page: PageName; children: ComponentChildren }) {
  const other = currentLanguage() === "es" ? "en" : "es";
  return (
    <>
      <a class="skip" href="#content">
        {say("skip")}
      </a>
      <header class="bar">
        <span class="brand">Señal</span>
        <nav aria-label={say("main")}>
          {PAGES.map(([name, address]) => (
            <a key={name} href={address} aria-current={name === page ? "page" : undefined}>
              {say(name)}
            </a>
          ))}
        </nav>
        <button type="button" class="quiet" onClick={switchTheme} aria-label={say("theme")}>
          ◐
        </button>
        <button type="button" class="quiet" lang={other} onClick={() => chooseLanguage(other)}>
          {say("language")}
        </button>
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}

/** Shows a page in its frame. */
export function showPage(page: PageName, children: ComponentChildren): void {
  const place = document.getElementById("page");
  if (!place) throw new Error("The page has no place for its content.");
  document.documentElement.lang = currentLanguage();
  document.title = `${say(page)} · Señal`;
  applyTheme();
  render(<Frame page={page}>{children}</Frame>, place);
}
