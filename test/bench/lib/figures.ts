/** The `share` quantile: the smallest figure that so many are not above. */
export function quantile(figures: readonly number[], share: number): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** To two decimals. */
export const rounded = (figure: number): number => Math.round(figure * 100) / 100;
