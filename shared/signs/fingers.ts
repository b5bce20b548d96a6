/** The landmarks of each finger, thumb first, from its root to its tip. */
export const FINGER_LANDMARKS = [
  [1, 2, 3, 4],
  [5, 6, 7, 8],
  [9, 10, 11, 12],
  [13, 14, 15, 16],
  [17, 18, 19, 20],
] as const;
