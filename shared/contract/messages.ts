import { ACCESS_MESSAGES } from "./access-messages.ts";
import type { ErrorCode, Fault } from "./errors.ts";
import { IDEMPOTENCY_MESSAGES } from "./idempotency-messages.ts";
import { LIVE_MESSAGES } from "./live-messages.ts";
import { MODEL_MESSAGES } from "./model-messages.ts";
import { OPERATION_MESSAGES } from "./operation-messages.ts";
import { PREDICTION_MESSAGES } from "./prediction-messages.ts";
import { TUNING_MESSAGES } from "./tuning-messages.ts";

/** Languages of the service itself (not sign languages). */
export const LOCALES = ["en", "es"] as const;
export type Locale = (typeof LOCALES)[number];
export const DEFAULT_LOCALE: Locale = "en";

export interface Message {
  /** The kind of problem, the same for every occurrence. */
  readonly title: string;
  /** What happened and what to do, for a person. `{name}` is replaced by the fault's parameter. */
  readonly detail: string;
}

const MESSAGES: Record<ErrorCode, Record<Locale, Message>> = {
  malformed_json: {
    en: { title: "The body is not valid JSON", detail: "Send a JSON body; reading it failed: {reason}." },
    es: { title: "El cuerpo no es JSON válido", detail: "Envíe un cuerpo JSON; al leerlo falló: {reason}." },
  },
  malformed_multipart: {
    en: {
      title: "The multipart body cannot be read",
      detail:
        "Send one file as the last part of the form, ended by a line with the closing boundary, or send the video alone as the body.",
    },
    es: {
      title: "El cuerpo multipart no se puede leer",
      detail:
        "Envíe un solo archivo como última parte del formulario, terminado por una línea con el límite de cierre, o envíe solo el vídeo como cuerpo.",
    },
  },
  length_required: {
    en: { title: "Length required", detail: "Say the size of the body in the header Content-Length." },
    es: {
      title: "Falta la longitud",
      detail: "Indique el tamaño del cuerpo en la cabecera Content-Length.",
    },
  },
  validation_failed: {
    en: {
      title: "The request has invalid fields",
      detail: "Correct the fields listed in errors and send the request again.",
    },
    es: {
      title: "La petición tiene campos no válidos",
      detail: "Corrija los campos de errors y envíe la petición de nuevo.",
    },
  },
  unsupported_media_type: {
    en: { title: "Unsupported media type", detail: "Send the body as {expected}." },
    es: { title: "Tipo de contenido no admitido", detail: "Envíe el cuerpo como {expected}." },
  },
  payload_too_large: {
    en: { title: "The body is too large", detail: "Send at most {limit}." },
    es: { title: "El cuerpo es demasiado grande", detail: "Envíe como máximo {limit}." },
  },
  route_not_found: {
    en: { title: "Not found", detail: "There is nothing at this address; /api/docs lists every route." },
    es: {
      title: "No encontrado",
      detail: "No hay nada en esta dirección; /api/docs enumera todas las rutas.",
    },
  },
  method_not_allowed: {
    en: { title: "Method not allowed", detail: "This address answers {allowed} only." },
    es: { title: "Método no permitido", detail: "Esta dirección solo responde a {allowed}." },
  },
  session_not_found: {
    en: {
      title: "Session not found",
      detail: "No session has this id; use the sessionId that POST /api/v1/assess answered.",
    },
    es: {
      title: "Sesión no encontrada",
      detail: "Ninguna sesión tiene este id; use el sessionId que respondió POST /api/v1/assess.",
    },
  },
  internal: {
    en: {
      title: "Internal error",
      detail: "Something failed on our side. Try again; if it repeats, report the request_id.",
    },
    es: {
      title: "Error interno",
      detail: "Algo falló de nuestro lado. Inténtelo de nuevo; si se repite, comunique el request_id.",
    },
  },
  service_unavailable: {
    en: {
      title: "Service unavailable",
      detail: "The service cannot take this request now. Try again after the time in Retry-After.",
    },
    es: {
      title: "Servicio no disponible",
      detail: "El servicio no puede atender ahora. Inténtelo tras el tiempo indicado en Retry-After.",
    },
  },
  ...ACCESS_MESSAGES,
  ...TUNING_MESSAGES,
  ...IDEMPOTENCY_MESSAGES,
  ...LIVE_MESSAGES,
  ...MODEL_MESSAGES,
  ...PREDICTION_MESSAGES,
  ...OPERATION_MESSAGES,
  invalid_video_url: {
    en: {
      title: "Invalid video address",
      detail: "Give the video as s3://bucket/key or https://bucket.s3.region.amazonaws.com/key.",
    },
    es: {
      title: "Dirección de vídeo no válida",
      detail: "Indique el vídeo como s3://bucket/clave o https://bucket.s3.region.amazonaws.com/clave.",
    },
  },
  bucket_not_allowed: {
    en: { title: "Bucket not allowed", detail: "Videos are read only from these buckets: {allowed}." },
    es: { title: "Bucket no permitido", detail: "Solo se leen vídeos de estos buckets: {allowed}." },
  },
  video_not_found: {
    en: {
      title: "Video not found",
      detail: "There is no video at the given address. Upload it and submit it again.",
    },
    es: {
      title: "Vídeo no encontrado",
      detail: "No hay ningún vídeo en esa dirección. Súbalo y envíelo de nuevo.",
    },
  },
  video_access_denied: {
    en: {
      title: "Video not readable",
      detail: "The service may not read this video. Upload it through POST /api/v1/videos.",
    },
    es: {
      title: "Vídeo sin permiso de lectura",
      detail: "El servicio no puede leer este vídeo. Súbalo con POST /api/v1/videos.",
    },
  },
  storage_unavailable: {
    en: {
      title: "Video storage unavailable",
      detail: "The video store does not answer. It will be tried again.",
    },
    es: {
      title: "Almacén de vídeos no disponible",
      detail: "El almacén de vídeos no responde. Se volverá a intentar.",
    },
  },
  media_empty: {
    en: { title: "Empty file", detail: "The file has no content. Record it again and upload it whole." },
    es: {
      title: "Archivo vacío",
      detail: "El archivo no tiene contenido. Grábelo de nuevo y súbalo completo.",
    },
  },
  media_too_large: {
    en: {
      title: "File too large",
      detail: "The file is larger than {limit}. Record a shorter video or lower its quality.",
    },
    es: {
      title: "Archivo demasiado grande",
      detail: "El archivo supera {limit}. Grabe un vídeo más corto o con menos calidad.",
    },
  },
  media_unreadable: {
    en: {
      title: "File not readable",
      detail:
        "The file is damaged or not in a supported format (mp4, mov, webm, avi; jpg, png for pictures). Record it again.",
    },
    es: {
      title: "Archivo ilegible",
      detail:
        "El archivo está dañado o no es de un formato admitido (mp4, mov, webm, avi; jpg, png para fotos). Grábelo de nuevo.",
    },
  },
  media_without_video: {
    en: {
      title: "No picture in the video",
      detail: "The file holds no video track, only sound perhaps. Record it with the camera on.",
    },
    es: {
      title: "Vídeo sin imagen",
      detail: "El archivo no contiene imagen, quizá solo sonido. Grábelo con la cámara encendida.",
    },
  },
  media_dimensions_too_large: {
    en: {
      title: "Picture too large",
      detail: "The picture is larger than {limit} pixels. Record at a lower resolution.",
    },
    es: {
      title: "Imagen demasiado grande",
      detail: "La imagen supera {limit} píxeles. Grabe con menos resolución.",
    },
  },
  media_decode_timeout: {
    en: {
      title: "Video takes too long to read",
      detail: "Reading the video took more than {limit} seconds. Record a shorter one.",
    },
    es: {
      title: "El vídeo tarda demasiado en leerse",
      detail: "Leer el vídeo tardó más de {limit} segundos. Grabe uno más corto.",
    },
  },
  inference_overloaded: {
    en: {
      title: "Recognition is busy",
      detail: "Too many videos are being processed. Try again after the time in Retry-After.",
    },
    es: {
      title: "Reconocimiento ocupado",
      detail: "Se procesan demasiados vídeos. Inténtelo tras el tiempo indicado en Retry-After.",
    },
  },
  inference_unavailable: {
    en: {
      title: "Recognition unavailable",
      detail: "The recognition service does not answer. Try again in a minute.",
    },
    es: {
      title: "Reconocimiento no disponible",
      detail: "El servicio de reconocimiento no responde. Inténtelo en un minuto.",
    },
  },
  inference_timeout: {
    en: {
      title: "Recognition timed out",
      detail: "Recognition took more than {limit} seconds. Record a shorter video.",
    },
    es: {
      title: "El reconocimiento agotó el tiempo",
      detail: "El reconocimiento tardó más de {limit} segundos. Grabe un vídeo más corto.",
    },
  },
  inference_bad_answer: {
    en: {
      title: "Recognition answered wrongly",
      detail: "The recognition service gave an answer that cannot be used. Try again in a minute.",
    },
    es: {
      title: "Respuesta de reconocimiento errónea",
      detail: "El servicio de reconocimiento dio una respuesta inutilizable. Inténtelo en un minuto.",
    },
  },
  inference_rejected: {
    en: {
      title: "Recognition refused the video",
      detail: "The recognition service cannot process this video. Record it again.",
    },
    es: {
      title: "El reconocimiento rechazó el vídeo",
      detail: "El servicio de reconocimiento no puede procesar este vídeo. Grábelo de nuevo.",
    },
  },
  processing_gave_up: {
    en: {
      title: "Processing gave up",
      detail: "The video could not be processed after several tries. Submit it again.",
    },
    es: {
      title: "El procesamiento se abandonó",
      detail: "No se pudo procesar el vídeo tras varios intentos. Envíelo de nuevo.",
    },
  },
};

/** Renders a fault's sentence; an unknown parameter leaves its placeholder out of the text. */
export function messageOf(fault: Fault, locale: Locale): Message {
  const { title, detail } = MESSAGES[fault.code][locale];
  return {
    title,
    detail: detail.replace(/\{(\w+)\}/g, (_, name: string) => String(fault.params?.[name] ?? "…")),
  };
}
