import { speaker } from "../../i18n/sentences.ts";

export const say = speaker({
  model: { en: "What the model believes", es: "Lo que cree el modelo" },
  hint: {
    en: "The line is what it expects along each parameter, the others kept; the band holds the truth in 9 of 10 cases. The lower curve is the improvement that the search hopes for. Dots are ratings; A and B are the next suggestions.",
    es: "La línea es lo que espera a lo largo de cada parámetro, sin cambiar los otros; la banda contiene la verdad en 9 de cada 10 casos. La curva de abajo es la mejora que espera la búsqueda. Los puntos son valoraciones; A y B, las siguientes sugerencias.",
  },
  tooFew: {
    en: "The model has a say from {from} ratings on; {left} more, please.",
    es: "El modelo opina a partir de {from} valoraciones; faltan {left}.",
  },
  failed: {
    en: "The model could not be computed in this browser. Load the page again, or use another browser.",
    es: "El modelo no se pudo calcular en este navegador. Recargue la página o use otro navegador.",
  },
  branch: { en: "Branch", es: "Rama" },
  through: { en: "Looked at through", es: "Visto a través de" },
  best: { en: "the best known point", es: "el mejor punto conocido" },
  suggestion: { en: "suggestion {letter}", es: "la sugerencia {letter}" },
  sliceAt: {
    en: "at {value}: {mean} ({low} to {high})",
    es: "en {value}: {mean} (de {low} a {high})",
  },
  choiceAt: { en: "{mean} ({low} to {high})", es: "{mean} (de {low} a {high})" },
  sliceLabel: {
    en: "Chart of what the model expects along {name}; {told}",
    es: "Gráfico de lo que espera el modelo a lo largo de {name}; {told}",
  },
});
