/** What goes wrong with connections that stay open, for a person. */
import type { Locale, Message } from "./messages.ts";

export const LIVE_MESSAGES = {
  too_many_watchers: {
    en: {
      title: "Too many watchers",
      detail:
        "This session is watched by as many connections as it can have. Close one, or read the session instead.",
    },
    es: {
      title: "Demasiadas conexiones",
      detail:
        "Esta sesión ya tiene tantas conexiones que la siguen como puede tener. Cierre una, o lea la sesión directamente.",
    },
  },
  upgrade_required: {
    en: {
      title: "WebSocket required",
      detail: "Open this address as a WebSocket (GET with the header Upgrade: websocket).",
    },
    es: {
      title: "Se necesita un WebSocket",
      detail: "Abra esta dirección como WebSocket (GET con la cabecera Upgrade: websocket).",
    },
  },
} satisfies Record<string, Record<Locale, Message>>;
