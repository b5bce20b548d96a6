/** Angles as poses and turns have them, in degrees. */
export const radians = (degrees: number): number => (degrees * Math.PI) / 180;
export const sin = (degrees: number): number => Math.sin(radians(degrees));
export const cos = (degrees: number): number => Math.cos(radians(degrees));
