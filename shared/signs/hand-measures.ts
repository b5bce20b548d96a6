/** The shape of a hand in figures that a person can act on; the same for a hand and its mirror image. */
export const FINGERS = ["index", "middle", "ring", "little"] as const;
export type Finger = (typeof FINGERS)[number];

/** Lengths are in units of the palm's, angles in degrees. */
export const MEASURES = [
  // Sum of the angles at the two outer joints: 0 straight, above 110 curled into the palm.
  "index_bend",
  "middle_bend",
  "ring_bend",
  "little_bend",
  // Between the tips of neighbours.
  "index_middle_gap",
  "middle_ring_gap",
  "ring_little_gap",
  // From the index finger's tip to the middle finger's, along the knuckles; negative when they cross.
  "index_middle_order",
  // The thumb's tip from the index knuckle towards the little one; negative on the thumb's own side.
  "thumb_across",
  // The thumb's tip from the wrist towards the middle knuckle.
  "thumb_along",
  // Between the tips of the thumb and a finger.
  "thumb_to_index",
  "thumb_to_middle",
  "thumb_to_ring",
  "thumb_to_little",
  // In the picture, 0 up, 90 to either side, 180 down.
  "index_direction",
  "hand_direction",
  // 0 flat towards the camera (or away from it), 90 edge-on.
  "palm_turn",
] as const;
export type Measure = (typeof MEASURES)[number];
export type HandMeasures = Readonly<Record<Measure, number>>;

type Vector = readonly [number, number, number];

const WRIST = 0;
const KNUCKLES: Readonly<Record<Finger, number>> = { index: 5, middle: 9, ring: 13, little: 17 };
const THUMB_TIP = 4;
/** Keeps a division by a length from failing on hands whose points coincide. */
const LEAST_LENGTH = 1e-6;

/** @param landmarks 63 values x, y, z in one unit, y down. */
export function measureHand(landmarks: Float32Array): HandMeasures {
  const at = (point: number): Vector => [
    landmarks[point * 3] as number,
    landmarks[point * 3 + 1] as number,
    landmarks[point * 3 + 2] as number,
  ];
  const knuckle = (finger: Finger): Vector => at(KNUCKLES[finger]);
  const tip = (finger: Finger): Vector => at(KNUCKLES[finger] + 3);

  const palm = Math.max(...FINGERS.map((finger) => distance(knuckle(finger), at(WRIST))), LEAST_LENGTH);
  const along = unit(minus(knuckle("middle"), at(WRIST)));
  const knuckleLine = minus(knuckle("little"), knuckle("index"));
  const across = unit(minus(knuckleLine, times(along, dot(knuckleLine, along))));
  const thumbTo = (finger: Finger): number => distance(at(THUMB_TIP), tip(finger)) / palm;
  const gap = (a: Finger, b: Finger): number => distance(tip(a), tip(b)) / palm;
  const bend = (finger: Finger): number => bendOf([0, 1, 2, 3].map((bone) => at(KNUCKLES[finger] + bone)));
  const facing = Math.abs(cross(along, across)[2]);
  return {
    index_bend: bend("index"),
    middle_bend: bend("middle"),
    ring_bend: bend("ring"),
    little_bend: bend("little"),
    index_middle_gap: gap("index", "middle"),
    middle_ring_gap: gap("middle", "ring"),
    ring_little_gap: gap("ring", "little"),
    index_middle_order: dot(minus(tip("middle"), tip("index")), across) / palm,
    thumb_across: dot(minus(at(THUMB_TIP), knuckle("index")), across) / palm,
    thumb_along: dot(minus(at(THUMB_TIP), at(WRIST)), along) / palm,
    thumb_to_index: thumbTo("index"),
    thumb_to_middle: thumbTo("middle"),
    thumb_to_ring: thumbTo("ring"),
    thumb_to_little: thumbTo("little"),
    index_direction: directionOf(minus(tip("index"), knuckle("index"))),
    hand_direction: directionOf(minus(knuckle("middle"), at(WRIST))),
    palm_turn: degrees(Math.acos(Math.min(1, facing))),
  };
}

/** Sum of the angles at the middle and outer joint of a finger, in degrees. */
function bendOf(joints: readonly Vector[]): number {
  const bones = joints.slice(1).map((joint, index) => unit(minus(joint, joints[index] ?? joint)));
  return bones.slice(1).reduce((sum, bone, index) => sum + angle(bones[index] ?? bone, bone), 0);
}

/** Angle from straight up in the picture's plane, to whichever side. */
const directionOf = ([x, y]: Vector): number => degrees(Math.abs(Math.atan2(x, -y)));

const degrees = (radians: number): number => (radians * 180) / Math.PI;
const minus = (a: Vector, b: Vector): Vector => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const times = (a: Vector, factor: number): Vector => [a[0] * factor, a[1] * factor, a[2] * factor];
const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const distance = (a: Vector, b: Vector): number => Math.hypot(...minus(a, b));
const unit = (a: Vector): Vector => times(a, 1 / Math.max(Math.hypot(...a), LEAST_LENGTH));
const angle = (a: Vector, b: Vector): number => degrees(Math.acos(Math.max(-1, Math.min(1, dot(a, b)))));
const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
