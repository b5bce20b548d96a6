/** Who signs where, at random: none of these skins, rooms and lights is among those of `render:hands`. */
import type { Random } from "../../random.ts";
import { cameraAt, HALF_HEIGHT } from "../camera.ts";
import type { SceneOptions, Shape } from "../renderer.ts";

export const PICTURE = { width: 480, height: 360 };
export const HALF_WIDTH = (HALF_HEIGHT * PICTURE.width) / PICTURE.height;

export interface Look {
  readonly scene: SceneOptions;
  /** Standard deviation of the sensor's noise, of 255. */
  readonly noise: number;
}

const SKINS = ["#ecc3a5", "#e3b08c", "#cf9a77", "#b98560", "#9c6644", "#7d5138", "#5d3d2b", "#46301f"];
const SLEEVES = ["#22252b", "#7a2f34", "#d8d6cf", "#49634f", "#8f8172", "#2d4a7a"];
/** So long that a small hand has no end of an arm in the picture. */
const SLEEVE_LENGTH = 0.8;
const DARK_SHARE = 0.15;
const PERSON_SHARE = 0.5;
const BARE_ARM_SHARE = 0.4;

export function anyLook(random: Random): Look {
  const pick = <T>(items: readonly T[]): T => items[random.below(items.length)] as T;
  const isDark = random.next() < DARK_SHARE;
  const skin = pick(SKINS);
  const camera = cameraAt(random.between(0.42, 0.95));
  const scene: SceneOptions = {
    ...PICTURE,
    isLeft: random.next() < 0.4,
    skin,
    background: hsl(
      random.between(0, 360),
      random.between(2, 35),
      random.between(isDark ? 8 : 14, isDark ? 30 : 92),
    ),
    light: {
      aside: random.between(-70, 70),
      above: random.between(5, 65),
      brightness: isDark ? random.between(0.12, 0.3) : random.between(0.55, 1.5),
    },
    sleeve: { color: random.next() < BARE_ARM_SHARE ? skin : pick(SLEEVES), length: SLEEVE_LENGTH },
    shapes: [...(random.next() < PERSON_SHARE ? person(random, pick(SKINS)) : []), ...room(random)],
    camera,
    breadth: random.between(0.84, 1.06),
  };
  return { scene, noise: isDark ? random.between(5, 10) : random.between(0, 4) };
}

/** Furniture, doors and windows out of focus. */
const room = (random: Random): Shape[] =>
  Array.from({ length: 3 + random.below(6) }, () => [
    random.between(-60, 480),
    random.between(-60, 340),
    random.between(30, 260),
    random.between(30, 260),
    `hsl(${random.between(0, 360)} ${random.between(0, 45)}% ${random.between(5, 95)}% / ${random.between(0.1, 0.6)})`,
  ]);

/** A head and shoulders behind the hand. */
function person(random: Random, skin: string): Shape[] {
  const middle = random.between(160, 400);
  const shirt = hsl(random.between(0, 360), random.between(5, 60), random.between(15, 75));
  return [
    [middle - 130, 190, 260, 260, shirt, 70],
    [middle - 48, 50, 96, 130, skin, 48],
  ];
}

const hsl = (hue: number, saturation: number, lightness: number): string =>
  `hsl(${hue} ${saturation}% ${lightness}%)`;
