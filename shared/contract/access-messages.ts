/** What a request may not do, for a person. */
import type { Locale, Message } from "./messages.ts";

export const ACCESS_MESSAGES = {
  unauthenticated: {
    en: {
      title: "Key needed",
      detail: "Send a key that is in force as Authorization: Bearer <key>, or in the header X-API-Key.",
    },
    es: {
      title: "Hace falta una clave",
      detail: "Envíe una clave vigente como Authorization: Bearer <clave>, o en la cabecera X-API-Key.",
    },
  },
  forbidden: {
    en: { title: "Not allowed", detail: "This key may not do this; use one with the scope {scope}." },
    es: { title: "No permitido", detail: "Esta clave no permite hacer esto; use una con el ámbito {scope}." },
  },
  tenant_forbidden: {
    en: {
      title: "Another tenant",
      detail: "Leave the header X-Tenant out; only a key with the scope admin may name another tenant.",
    },
    es: {
      title: "Otro inquilino",
      detail: "Quite la cabecera X-Tenant; solo una clave con el ámbito admin puede nombrar otro inquilino.",
    },
  },
  rate_limited: {
    en: {
      title: "Too many requests",
      detail: "Wait {seconds} s before the next request, as Retry-After says.",
    },
    es: {
      title: "Demasiadas peticiones",
      detail: "Espere {seconds} s antes de la siguiente petición, como indica Retry-After.",
    },
  },
  access_not_configured: {
    en: {
      title: "Access is not configured",
      detail:
        "The operator has to create a key (npm run keys -- create --remote), or to set AUTH_MODE=open if everybody may use the service.",
    },
    es: {
      title: "El acceso no está configurado",
      detail:
        "El operador tiene que crear una clave (npm run keys -- create --remote), o poner AUTH_MODE=open si cualquiera puede usar el servicio.",
    },
  },
  key_not_found: {
    en: { title: "Key not found", detail: "No key has this id; GET /api/v1/admin/keys lists them." },
    es: {
      title: "Clave no encontrada",
      detail: "Ninguna clave tiene este id; GET /api/v1/admin/keys las enumera.",
    },
  },
  container_secret_wrong: {
    en: {
      title: "Only for the Worker",
      detail: "Give the Worker the CONTAINER_SECRET that this container was started with.",
    },
    es: {
      title: "Solo para el Worker",
      detail: "Dé al Worker el CONTAINER_SECRET con el que se inició este contenedor.",
    },
  },
  uri_too_long: {
    en: { title: "Address too long", detail: "Shorten the address to at most {limit} characters." },
    es: {
      title: "Dirección demasiado larga",
      detail: "Acorte la dirección a {limit} caracteres como máximo.",
    },
  },
  headers_too_large: {
    en: { title: "Headers too large", detail: "Send headers of at most {limit} in all." },
    es: { title: "Cabeceras demasiado grandes", detail: "Envíe cabeceras de {limit} en total como máximo." },
  },
} satisfies Record<string, Record<Locale, Message>>;
