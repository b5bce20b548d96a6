/** What goes wrong with a file that is answered at once, or uploaded past the service, for a person. */
import type { Locale, Message } from "./messages.ts";

export const PREDICTION_MESSAGES = {
  media_url_not_allowed: {
    en: {
      title: "Address not allowed",
      detail:
        "Only public http and https addresses on their usual ports, without user name, may be read, also after a redirect. Send the file itself as base64, or such an address.",
    },
    es: {
      title: "Dirección no permitida",
      detail:
        "Solo se leen direcciones http y https públicas en sus puertos habituales, sin nombre de usuario, también tras una redirección. Envíe el archivo en base64 o una dirección así.",
    },
  },
  media_url_unreadable: {
    en: {
      title: "The address could not be read",
      detail:
        "Nothing could be read from this address: {reason}. Check that it opens without a login, or send the file itself as base64.",
    },
    es: {
      title: "No se pudo leer la dirección",
      detail:
        "No se pudo leer nada de esta dirección: {reason}. Compruebe que se abre sin iniciar sesión, o envíe el archivo en base64.",
    },
  },
  media_needs_assessment: {
    en: {
      title: "Too large to be answered at once",
      detail: "Upload the video with POST /api/v1/videos and submit it with POST /api/v1/assess.",
    },
    es: {
      title: "Demasiado grande para responder al momento",
      detail: "Suba el vídeo con POST /api/v1/videos y envíelo con POST /api/v1/assess.",
    },
  },
  sagemaker_not_configured: {
    en: {
      title: "SageMaker is not configured",
      detail: "This service does not use SageMaker; ask POST /api/predict, or set SAGEMAKER_ENDPOINT_NAME.",
    },
    es: {
      title: "SageMaker no está configurado",
      detail: "Este servicio no usa SageMaker; use POST /api/predict o configure SAGEMAKER_ENDPOINT_NAME.",
    },
  },
  presign_not_configured: {
    en: {
      title: "No S3 bucket is configured",
      detail: "Upload the video with POST /api/v1/videos, or set S3_BUCKET_VIDEOS and the AWS credentials.",
    },
    es: {
      title: "No hay ningún bucket de S3 configurado",
      detail:
        "Suba el vídeo con POST /api/v1/videos, o configure S3_BUCKET_VIDEOS y las credenciales de AWS.",
    },
  },
} satisfies Record<string, Record<Locale, Message>>;
