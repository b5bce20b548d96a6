/** Feedback in words. `{part}` is replaced by the name of the part. */
import type { Feedback, FeedbackCode, FeedbackItem, FeedbackPart } from "./feedback.ts";
import type { Locale } from "./messages.ts";

const PARTS: Record<FeedbackPart, Record<Locale, string>> = {
  thumb: { en: "your thumb", es: "el pulgar" },
  index: { en: "your index finger", es: "el dedo índice" },
  middle: { en: "your middle finger", es: "el dedo medio" },
  ring: { en: "your ring finger", es: "el dedo anular" },
  little: { en: "your little finger", es: "el dedo meñique" },
  index_middle: { en: "your index and middle fingers", es: "los dedos índice y medio" },
  middle_ring: { en: "your middle and ring fingers", es: "los dedos medio y anular" },
  ring_little: { en: "your ring and little fingers", es: "los dedos anular y meñique" },
  fingers: { en: "your four fingers", es: "los cuatro dedos" },
  palm: { en: "your palm", es: "la palma" },
  hand: { en: "your hand", es: "la mano" },
};

const SENTENCES: Record<FeedbackCode, Record<Locale, string>> = {
  straighten: { en: "Straighten {part}.", es: "Estire {part}." },
  bend: { en: "Bend {part} into the palm.", es: "Doble {part} hacia la palma." },
  bend_more: { en: "Bend {part} more, about halfway.", es: "Doble {part} más, hasta la mitad." },
  bend_less: { en: "Bend {part} less, only halfway.", es: "Doble {part} menos, solo hasta la mitad." },
  together: { en: "Hold {part} together.", es: "Junte {part}." },
  apart: { en: "Spread {part} apart.", es: "Separe {part}." },
  cross: { en: "Cross {part}.", es: "Cruce {part}." },
  uncross: {
    en: "Hold {part} side by side, not crossed.",
    es: "Ponga {part} uno al lado del otro, sin cruzar.",
  },
  out: { en: "Stretch {part} out to the side.", es: "Extienda {part} hacia un lado." },
  beside: {
    en: "Lay {part} along the side of your index finger.",
    es: "Ponga {part} al costado del dedo índice.",
  },
  across_palm: { en: "Fold {part} across your palm.", es: "Cruce {part} sobre la palma." },
  across_fingers: {
    en: "Fold {part} across the front of your bent fingers.",
    es: "Cruce {part} por delante de los dedos doblados.",
  },
  between_index_middle: {
    en: "Put the tip of {part} between your index and middle fingers.",
    es: "Ponga la punta de {part} entre los dedos índice y medio.",
  },
  between_middle_ring: {
    en: "Put the tip of {part} between your middle and ring fingers.",
    es: "Ponga la punta de {part} entre los dedos medio y anular.",
  },
  between_ring_little: {
    en: "Put the tip of {part} between your ring and little fingers.",
    es: "Ponga la punta de {part} entre los dedos anular y meñique.",
  },
  touch_index: {
    en: "Touch the tip of your index finger with {part}.",
    es: "Toque la punta del dedo índice con {part}.",
  },
  touch_middle: {
    en: "Touch the tip of your middle finger with {part}.",
    es: "Toque la punta del dedo medio con {part}.",
  },
  touch_ring: {
    en: "Touch the tip of your ring finger with {part}.",
    es: "Toque la punta del dedo anular con {part}.",
  },
  touch_little: {
    en: "Touch the tip of your little finger with {part}.",
    es: "Toque la punta del dedo meñique con {part}.",
  },
  point_up: { en: "Point {part} upwards.", es: "Apunte {part} hacia arriba." },
  point_sideways: { en: "Point {part} sideways.", es: "Apunte {part} hacia un lado." },
  point_down: { en: "Point {part} downwards.", es: "Apunte {part} hacia abajo." },
  face_camera: { en: "Turn {part} flat to the camera.", es: "Ponga {part} de frente a la cámara." },
  face_sideways: { en: "Turn {part} to the side.", es: "Gire {part} hacia un lado." },
  show: {
    en: "Show {part} to the camera, all of it and in good light.",
    es: "Muestre {part} a la cámara, entera y con buena luz.",
  },
  draw: {
    en: "Draw the letter in the air with {part}, in one movement.",
    es: "Trace la letra en el aire con {part}, en un solo movimiento.",
  },
  hold_still: { en: "Hold {part} still for a moment.", es: "Mantenga {part} quieta un momento." },
};

export function toFeedback({ part, code }: FeedbackItem, locale: Locale): Feedback {
  // "de el" is "del" in Spanish.
  const message = SENTENCES[code][locale].replace("{part}", PARTS[part][locale]).replace(" de el ", " del ");
  return { part, code, message };
}
