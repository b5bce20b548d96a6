/** Writes a small made-up data set: two signers, constructed hands. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createRandom } from "../../container/train/random.ts";
import {
  B_SHAPE,
  constructHand,
  type HandShape,
  L_SHAPE,
  W_SHAPE,
  Y_SHAPE,
} from "../unit/signs/constructed-hand.ts";

const LETTERS: readonly (readonly [label: string, shape: HandShape])[] = [
  ["B", B_SHAPE],
  ["L", L_SHAPE],
  ["Y", Y_SHAPE],
  ["Ñ", W_SHAPE],
  // A movement, so that its stills must not be learnt.
  ["J", Y_SHAPE],
];
const SIGNERS = ["ana", "luis"];
const HANDS_EACH = 8;
/** Pixels, of a hand that is about 200 long. */
const TREMOR = 3;

/** Leaves landmarks.csv and alphabet.json in the folder. The same numbers each time. */
export async function writeMadeUpAlphabet(folder: string): Promise<void> {
  const random = createRandom(1);
  const axes = Array.from({ length: 21 }, (_, point) => [`x${point}`, `y${point}`, `z${point}`]).flat();
  const rows = SIGNERS.flatMap((signer) =>
    LETTERS.flatMap(([label, shape]) =>
      Array.from({ length: HANDS_EACH }, () => {
        const hand = constructHand(shape, 300, 300, random.between(0.8, 1.3));
        const cells = Array.from(hand, (value) => (value + TREMOR * random.normal()).toFixed(2));
        return [signer, "all", label, "R", ...cells].join(",");
      }),
    ),
  );
  await mkdir(folder, { recursive: true });
  const header = ["source", "split", "label", "hand", ...axes].join(",");
  await writeFile(join(folder, "landmarks.csv"), `${[header, ...rows].join("\n")}\n`);
  const notes = { motionLetters: { J: null }, sources: { ana: "made up", luis: "made up" } };
  await writeFile(join(folder, "alphabet.json"), JSON.stringify(notes));
}
