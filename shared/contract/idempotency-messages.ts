/** What goes wrong with an Idempotency-Key, for a person. */
import type { Locale, Message } from "./messages.ts";

export const IDEMPOTENCY_MESSAGES = {
  idempotency_key_reused: {
    en: {
      title: "Idempotency-Key used before",
      detail: "Another request came with this Idempotency-Key. Send a new key with each new request.",
    },
    es: {
      title: "Idempotency-Key ya utilizada",
      detail: "Otra petición llegó con esta Idempotency-Key. Envíe una clave nueva con cada petición nueva.",
    },
  },
  idempotency_in_progress: {
    en: {
      title: "The first request is still running",
      detail: "A request with this Idempotency-Key has no answer yet. Send the same again in a moment.",
    },
    es: {
      title: "La primera petición sigue en curso",
      detail:
        "Una petición con esta Idempotency-Key aún no tiene respuesta. Envíe la misma otra vez en un momento.",
    },
  },
} satisfies Record<string, Record<Locale, Message>>;
