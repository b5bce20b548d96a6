/** Draws hands over a picture as bones and joints. */

/** Pairs of points in MediaPipe order. */
const BONES = [
  [0, 1],
  [1, 2],
  [2, 3],
  [3, 4],
  [0, 5],
  [5, 6],
  [6, 7],
  [7, 8],
  [5, 9],
  [9, 10],
  [10, 11],
  [11, 12],
  [9, 13],
  [13, 14],
  [14, 15],
  [15, 16],
  [13, 17],
  [0, 17],
  [17, 18],
  [18, 19],
  [19, 20],
] as const;
/** Thumb to little finger, light enough to be seen on skin. */
const FINGER_COLOURS = ["#ffd166", "#7bdff2", "#b2f7a0", "#f7aef8", "#ff9f8e"];
const PALM_COLOUR = "#ffffff";

interface Sight {
  readonly picture: ImageBitmap;
  readonly hands: readonly { readonly landmarks: Float32Array }[];
}

/** `withPicture` draws under the hands the picture that they were found in. */
export function drawSight(canvas: HTMLCanvasElement, { picture, hands }: Sight, withPicture: boolean): void {
  const { width, height } = picture;
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const context = canvas.getContext("2d");
  if (!context) return;
  context.clearRect(0, 0, width, height);
  if (withPicture) context.drawImage(picture, 0, 0);
  context.lineCap = "round";
  for (const { landmarks } of hands) drawHand(context, landmarks, Math.max(width, height) / 160);
}

function drawHand(context: CanvasRenderingContext2D, landmarks: Float32Array, thickness: number): void {
  const x = (point: number): number => landmarks[point * 3] as number;
  const y = (point: number): number => landmarks[point * 3 + 1] as number;
  const stroke = (colour: string, lineWidth: number, [from, to]: readonly [number, number]): void => {
    Object.assign(context, { strokeStyle: colour, lineWidth });
    context.beginPath();
    context.moveTo(x(from), y(from));
    context.lineTo(x(to), y(to));
    context.stroke();
  };
  // A dark edge, so that a bone is seen on any ground.
  for (const bone of BONES) stroke("#10201d", thickness * 1.9, bone);
  for (const bone of BONES) stroke(colourOf(bone), thickness, bone);
  context.fillStyle = PALM_COLOUR;
  for (let point = 0; point < landmarks.length / 3; point++) {
    context.beginPath();
    context.arc(x(point), y(point), thickness * 0.9, 0, 2 * Math.PI);
    context.fill();
  }
}

/** Bones between fingers and the wrist are the palm's. */
function colourOf([from, to]: readonly [number, number]): string {
  const isPalm = from === 0 ? to !== 1 : to - from > 1;
  return (isPalm ? undefined : FINGER_COLOURS[Math.floor((to - 1) / 4)]) ?? PALM_COLOUR;
}
