/** Points for a confidence, the table of the service this one replaces: first row that the confidence reaches. */
const SCORE_STEPS = [
  [0.9, 100],
  [0.8, 90],
  [0.7, 80],
  [0.6, 70],
  [0.5, 60],
] as const;

/** `confidence` 0..1; 0..100 points. */
export const scoreOf = (confidence: number): number =>
  SCORE_STEPS.find(([threshold]) => confidence >= threshold)?.[1] ?? 0;
