/** What those who run the service, and those who wait for it, are told when processing was held up. */
import type { Locale, Message } from "./messages.ts";

export const OPERATION_MESSAGES = {
  assessment_expired: {
    en: {
      title: "Processing took too long",
      detail: "The video could not be processed in time. Submit it again.",
    },
    es: {
      title: "El procesamiento tardó demasiado",
      detail: "No se pudo procesar el vídeo a tiempo. Envíelo de nuevo.",
    },
  },
  backend_paused: {
    en: {
      title: "Paused after repeated failures",
      detail:
        "A part of the service failed several times in a row and is being spared. Try again after the time in Retry-After.",
    },
    es: {
      title: "En pausa tras varios fallos",
      detail:
        "Una parte del servicio falló varias veces seguidas y se le da un respiro. Inténtelo tras el tiempo indicado en Retry-After.",
    },
  },
  dead_letter_not_found: {
    en: {
      title: "Dead letter not found",
      detail: "No dead letter has this id; GET /api/v1/admin/dead-letters lists them.",
    },
    es: {
      title: "Mensaje muerto no encontrado",
      detail: "Ningún mensaje muerto tiene este id; GET /api/v1/admin/dead-letters los enumera.",
    },
  },
  dead_letter_not_replayable: {
    en: {
      title: "Nothing to replay",
      detail: "The letter was discarded, or its session was deleted. Have the video submitted again.",
    },
    es: {
      title: "Nada que repetir",
      detail: "El mensaje fue descartado, o su sesión fue borrada. Haga que se envíe el vídeo de nuevo.",
    },
  },
  unreadable_message: {
    en: {
      title: "The message cannot be read",
      detail:
        "It is not what this version of the service sends. Look at its body: replay it once a version that reads it is deployed, or discard it with DELETE.",
    },
    es: {
      title: "El mensaje no se puede leer",
      detail:
        "No es lo que envía esta versión del servicio. Mire su contenido: repítalo cuando esté desplegada una versión que lo lea, o descártelo con DELETE.",
    },
  },
  mirror_not_configured: {
    en: {
      title: "No mirror is configured",
      detail: "There is nothing to compare with. Set DYNAMODB_TABLE_AI_SESSIONS and the AWS credentials.",
    },
    es: {
      title: "No hay ninguna copia configurada",
      detail: "No hay con qué comparar. Configure DYNAMODB_TABLE_AI_SESSIONS y las credenciales de AWS.",
    },
  },
} satisfies Record<string, Record<Locale, Message>>;
