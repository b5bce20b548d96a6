/** Clips to try the page with, signed by a rendered hand. */
import c from "@clips/asl-c.mp4?url";
import calle from "@clips/asl-calle.mp4?url";
import l from "@clips/asl-l.mp4?url";
import y from "@clips/asl-y.mp4?url";

export const CLIPS: readonly { readonly sign: string; readonly url: string }[] = [
  { sign: "C", url: c },
  { sign: "L", url: l },
  { sign: "Y", url: y },
  { sign: "CALLE", url: calle },
];
