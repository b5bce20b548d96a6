import { readFile } from "node:fs/promises";
import type { Quaternion, Skeleton, Vector } from "./kinematics.ts";

/** Bytes before the JSON part of a binary glTF 2.0 file (section 4.4 of its specification), and where its length stands. */
const JSON_AT = 20;
const JSON_LENGTH_AT = 12;

interface GltfNode {
  readonly name: string;
  readonly translation?: Vector;
  readonly rotation?: Quaternion;
}

/** The joints of the flat hand: the nodes of the model that are placed. */
export async function readSkeleton(path: string): Promise<Skeleton> {
  const file = await readFile(path);
  const text = file.toString("utf8", JSON_AT, JSON_AT + file.readUInt32LE(JSON_LENGTH_AT));
  const { nodes } = JSON.parse(text) as { readonly nodes: readonly GltfNode[] };
  return Object.fromEntries(
    nodes.flatMap(({ name, translation, rotation }) =>
      translation && rotation ? [[name, { position: translation, rotation }]] : [],
    ),
  );
}
