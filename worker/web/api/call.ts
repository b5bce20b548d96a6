/** Calls the service. Failures are values with a sentence that the service wrote for the reader. */
import type { Problem } from "../../../shared/contract/problem.ts";
import { err, ok, type Result } from "../../../shared/contract/result.ts";
import { currentLanguage } from "../i18n/language.ts";
import { speaker } from "../i18n/sentences.ts";
import { accessKey } from "./access-key.ts";

const TIMEOUT_MS = 15_000;

const say = speaker({
  noAnswer: {
    en: "The service does not answer. Check the connection and try again.",
    es: "El servicio no responde. Compruebe la conexión e inténtelo de nuevo.",
  },
});

/** What went wrong; `status` 0 when no answer came. */
export interface Failure {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  /** What is wrong with which field of the request, by JSON pointers; `message` says it too. */
  readonly fields?: readonly { readonly pointer: string; readonly detail: string }[];
}

export interface CallOptions {
  readonly method?: string;
  readonly json?: unknown;
  readonly body?: BodyInit;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  /** For what takes longer than a short answer. */
  readonly timeoutMs?: number;
  /** Statuses beside 2xx whose answers are no failures. */
  readonly alsoOk?: readonly number[];
}

/** The JSON of an answer; its shape is the contract's, which the service checks before it answers. */
export async function call<T>(path: string, options: CallOptions = {}): Promise<Result<T, Failure>> {
  try {
    const response = await send(path, options);
    if (!response.ok && !options.alsoOk?.includes(response.status)) return err(await failureOf(response));
    const text = await response.text();
    return ok((text === "" ? undefined : JSON.parse(text)) as T);
  } catch {
    return err({ status: 0, code: "no_answer", message: say("noAnswer") });
  }
}

export function send(
  path: string,
  { method, json, body, headers, signal, timeoutMs = TIMEOUT_MS }: CallOptions = {},
): Promise<Response> {
  const content = json === undefined ? body : JSON.stringify(json);
  const deadline = AbortSignal.timeout(timeoutMs);
  return fetch(path, {
    method: method ?? (content === undefined ? "GET" : "POST"),
    headers: {
      Accept: "application/json",
      "Accept-Language": currentLanguage(),
      ...(json === undefined ? {} : { "Content-Type": "application/json" }),
      ...keyHeader(),
      ...headers,
    },
    ...(content === undefined ? {} : { body: content }),
    signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
  });
}

function keyHeader(): Record<string, string> {
  const key = accessKey.read();
  return key ? { "X-API-Key": key } : {};
}

/** What an answer that is no success says. */
export async function failureOf(response: Response): Promise<Failure> {
  const { status } = response;
  try {
    const { code, detail, errors } = (await response.json()) as Problem;
    const sentences = errors?.map((field) => `${field.pointer}: ${field.detail}`) ?? [];
    return { status, code, message: [detail, ...sentences].join(" "), ...(errors ? { fields: errors } : {}) };
  } catch {
    return { status, code: "unreadable", message: `${status}` };
  }
}
