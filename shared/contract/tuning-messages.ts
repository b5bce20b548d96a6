/** What goes wrong in tuning sessions, for a person. */
import type { Locale, Message } from "./messages.ts";

export const TUNING_MESSAGES = {
  tuning_session_not_found: {
    en: {
      title: "Tuning session not found",
      detail:
        "Nothing has happened in a session of this id. Define it with PUT at its address, or ask it for suggestions.",
    },
    es: {
      title: "Sesión de ajuste no encontrada",
      detail:
        "En una sesión con este id no ha ocurrido nada. Defínala con PUT en su dirección o pídale sugerencias.",
    },
  },
  tuning_session_in_use: {
    en: {
      title: "The tuning session has results",
      detail:
        "What a session searches cannot change once it has results. Reset or delete it first, or use another id.",
    },
    es: {
      title: "La sesión de ajuste tiene resultados",
      detail:
        "Lo que busca una sesión no puede cambiar cuando ya tiene resultados. Reiníciela o bórrela antes, o use otro id.",
    },
  },
  tuning_session_full: {
    en: {
      title: "The tuning session is full",
      detail: "A mode of a session holds at most {limit} results. Reset it, or use another session.",
    },
    es: {
      title: "La sesión de ajuste está llena",
      detail: "Un modo de una sesión guarda como máximo {limit} resultados. Reinícielo o use otra sesión.",
    },
  },
} satisfies Record<string, Record<Locale, Message>>;
