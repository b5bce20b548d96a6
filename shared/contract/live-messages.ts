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
  stream_frame_invalid: {
    en: {
      title: "The message is no frame",
      detail:
        "Send 63 float32 values (or 64, the time first), a JPEG picture, or JSON with landmarks: 63 numbers, 21 points, or null. Numbers must be finite and at most {limit}.",
    },
    es: {
      title: "El mensaje no es un fotograma",
      detail:
        "Envíe 63 valores float32 (o 64, primero el tiempo), una imagen JPEG, o JSON con landmarks: 63 números, 21 puntos, o null. Los números deben ser finitos y como máximo {limit}.",
    },
  },
  stream_time_reversed: {
    en: {
      title: "The time runs backwards",
      detail: "Send frames in the order of time: t may not be less than in the frame before.",
    },
    es: {
      title: "El tiempo retrocede",
      detail: "Envíe los fotogramas en orden: t no puede ser menor que en el fotograma anterior.",
    },
  },
  stream_too_fast: {
    en: {
      title: "Too many frames",
      detail: "Send at most {limit} frames a second; the others are left out.",
    },
    es: {
      title: "Demasiados fotogramas",
      detail: "Envíe como máximo {limit} fotogramas por segundo; los demás se descartan.",
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
