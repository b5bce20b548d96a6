/** Sentences about single fields of a request that no schema can check, for a person. `{name}` is replaced by a parameter. */
import type { Locale } from "./messages.ts";

const MESSAGES = {
  not_base64: {
    en: "This is not base64; encode the bytes of the file, with or without a data: prefix.",
    es: "Esto no es base64; codifique los bytes del archivo, con o sin el prefijo data:.",
  },
  // A search space.
  duplicate_name: {
    en: "Another parameter is called {name} already; give each a name of its own.",
    es: "Ya hay otro parámetro llamado {name}; dé a cada uno un nombre propio.",
  },
  low_not_below_high: {
    en: "low ({low}) must be less than high ({high}).",
    es: "low ({low}) debe ser menor que high ({high}).",
  },
  log_needs_positive_low: {
    en: "A parameter that is searched by magnitude (log) needs a low above 0.",
    es: "Un parámetro que se busca por magnitud (log) necesita un low mayor que 0.",
  },
  int_needs_whole_bounds: {
    en: "The bounds of an int must be whole numbers.",
    es: "Los límites de un int deben ser números enteros.",
  },
  decimals_too_coarse: {
    en: "With so few decimals the range has a single value; allow more decimals or a wider range.",
    es: "Con tan pocos decimales el rango tiene un solo valor; permita más decimales o un rango más amplio.",
  },
  number_out_of_reach: {
    en: "Bounds beyond {limit} cannot be searched; use another unit.",
    es: "No se pueden buscar límites de más de {limit}; use otra unidad.",
  },
  duplicate_choice: {
    en: "A choice is listed twice; list each once.",
    es: "Una opción está repetida; indique cada una solo una vez.",
  },
  condition_not_a_category: {
    en: "{name} is not a categorical parameter listed before this one; conditions can name only those.",
    es: "{name} no es un parámetro categorical anterior a este; las condiciones solo pueden nombrar esos.",
  },
  condition_unknown_choice: {
    en: "{name} has no such choice; use one of its choices.",
    es: "{name} no tiene esa opción; use una de las suyas.",
  },
  parameter_never_exists: {
    en: "The conditions can never hold together, so the parameter would never exist.",
    es: "Las condiciones nunca se cumplen a la vez, así que el parámetro no existiría nunca.",
  },
  too_many_branches: {
    en: "The conditions split the space into more than {limit} branches; use fewer.",
    es: "Las condiciones dividen el espacio en más de {limit} ramas; use menos.",
  },
  too_many_coordinates: {
    en: "A branch has more than {limit} coordinates (each choice of a category counts as one); use fewer.",
    es: "Una rama tiene más de {limit} coordenadas (cada opción de una categoría cuenta como una); use menos.",
  },
  // A point of it.
  unknown_parameter: {
    en: "The space has no such parameter here; leave it out.",
    es: "El espacio no tiene aquí ese parámetro; elimínelo.",
  },
  missing_parameter: {
    en: "This parameter is missing.",
    es: "Falta este parámetro.",
  },
  not_a_number: { en: "Give a number.", es: "Indique un número." },
  not_an_integer: { en: "Give a whole number.", es: "Indique un número entero." },
  out_of_range: {
    en: "Give a number from {low} to {high}.",
    es: "Indique un número de {low} a {high}.",
  },
  unknown_choice: {
    en: "Give one of: {choices}.",
    es: "Indique una de estas opciones: {choices}.",
  },
  // A result.
  rating_expected: {
    en: "This session counts ratings: give a rating from 1 to 5 and no value.",
    es: "Esta sesión cuenta valoraciones: indique rating de 1 a 5 y no value.",
  },
  value_expected: {
    en: "This session counts measured numbers: give a value and no rating.",
    es: "Esta sesión cuenta números medidos: indique value y no rating.",
  },
  too_many_modes: {
    en: "A session has at most {limit} modes; use one that it has, or another session.",
    es: "Una sesión tiene como máximo {limit} modos; use uno de los que tiene u otra sesión.",
  },
  not_importable: {
    en: "This is not what an export holds at this place; send an export unchanged.",
    es: "Esto no es lo que una exportación contiene en este lugar; envíe una exportación sin cambios.",
  },
  // A request as a whole.
  key_too_long: {
    en: "An Idempotency-Key has 1 to 200 characters.",
    es: "Una Idempotency-Key tiene de 1 a 200 caracteres.",
  },
  bad_session_id: {
    en: "A session is named by 1 to 64 letters, digits, _ and -.",
    es: "Una sesión se nombra con 1 a 64 letras, cifras, _ y -.",
  },
} as const satisfies Record<string, Record<Locale, string>>;

export type FieldReason = keyof typeof MESSAGES;

/** A field that is wrong; `pointer` is a JSON pointer into the request (RFC 6901). */
export interface FieldFault {
  readonly pointer: string;
  readonly reason: FieldReason;
  readonly params?: Readonly<Record<string, string | number>>;
}

export const fieldMessageOf = ({ reason, params }: FieldFault, locale: Locale): string =>
  MESSAGES[reason][locale].replace(/\{(\w+)\}/g, (_, name: string) => String(params?.[name] ?? "…"));
