/** What a request says besides its body. */
import { randomUUID } from "node:crypto";
import type { Context } from "hono";
import { accepts } from "hono/accepts";
import {
  CUSTOM_ATTRIBUTES_HEADER,
  type InvocationOptions,
  InvocationOptionsSchema,
  parseCustomAttributes,
} from "../../shared/contract/invocation.ts";
import { DEFAULT_LOCALE, LOCALES, type Locale } from "../../shared/contract/messages.ts";
import type { FieldError } from "../../shared/contract/problem.ts";
import { err, ok, type Result } from "../../shared/contract/result.ts";

const REQUEST_ID = /^[\w.:-]{1,128}$/;

/** Options of /invocations. The query wins over the custom attributes, which SageMaker passes where a query cannot go. */
export function invocationOptions(c: Context): Result<InvocationOptions, FieldError[]> {
  const parsed = InvocationOptionsSchema.safeParse(namedValues(c));
  if (parsed.success) return ok(parsed.data);
  return err(
    parsed.error.issues.map(({ path, message }) => ({ pointer: `/${path.join("/")}`, detail: message })),
  );
}

/** The sender's id of this request from header, query or custom attributes; a new one if it sent none or an odd one. */
export function requestIdOf(c: Context): string {
  const given = c.req.header("X-Request-Id") ?? namedValues(c).request_id;
  return given && REQUEST_ID.test(given) ? given : randomUUID();
}

/** Language of an error's sentences. */
export function localeOf(c: Context): Locale {
  const best = accepts(c, {
    header: "Accept-Language",
    supports: [...LOCALES],
    default: DEFAULT_LOCALE,
    match: (accepted, { default: fallback }) =>
      accepted
        .toSorted((a, b) => b.q - a.q)
        .map(({ type }) => type.split("-")[0]?.toLowerCase() ?? "")
        .find((language) => LOCALES.some((locale) => locale === language)) ?? fallback,
  });
  return LOCALES.find((locale) => locale === best) ?? DEFAULT_LOCALE;
}

const namedValues = (c: Context): Record<string, string> => ({
  ...parseCustomAttributes(c.req.header(CUSTOM_ATTRIBUTES_HEADER)),
  ...c.req.query(),
});
