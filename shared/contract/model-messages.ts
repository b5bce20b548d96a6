/** What goes wrong with the choice of a language or a model, for a person. */
import type { Locale, Message } from "./messages.ts";

export const MODEL_MESSAGES = {
  language_not_supported: {
    en: {
      title: "Sign language not supported",
      detail: "This service knows these sign languages: {supported}.",
    },
    es: {
      title: "Lengua de señas no admitida",
      detail: "Este servicio conoce estas lenguas de señas: {supported}.",
    },
  },
  model_version_not_supported: {
    en: {
      title: "Model version not known",
      detail:
        "These are the model versions for {language}: {supported}. Name one of them, or none for the active one.",
    },
    es: {
      title: "Versión de modelo desconocida",
      detail:
        "Estas son las versiones de modelo para {language}: {supported}. Indique una de ellas, o ninguna para usar la activa.",
    },
  },
} satisfies Record<string, Record<Locale, Message>>;
