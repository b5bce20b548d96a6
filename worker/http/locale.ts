import type { MiddlewareHandler } from "hono";
import { languageDetector } from "hono/language";
import { DEFAULT_LOCALE, LOCALES, type Locale } from "../../shared/contract/messages.ts";
import type { AppContext, AppEnv } from "./app-context.ts";

/** Chooses the language of sentences by Accept-Language alone, so that caches need to know of one header only. */
export const locale = (): MiddlewareHandler<AppEnv> =>
  languageDetector({
    order: ["header"],
    caches: false,
    supportedLanguages: [...LOCALES],
    fallbackLanguage: DEFAULT_LOCALE,
  });

export const localeOf = (c: AppContext): Locale =>
  LOCALES.find((known) => known === c.get("language")) ?? DEFAULT_LOCALE;
