/** Damages files as storage, networks and attackers do. */
import type { Random } from "../../container/train/random.ts";

type Mutation = (bytes: Buffer, random: Random, others: readonly Buffer[]) => Buffer;

/** Sizes, counts and offsets in media files are big-endian numbers of 4 bytes; these are the ones that readers trip over. */
const EXTREMES = [0, 1, 7, 8, 0x7f, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];
const WORD_BYTES = 4;
const MOST_DAMAGE = 64;

const MUTATIONS: readonly Mutation[] = [
  flipBits,
  overwriteWords,
  truncate,
  remove,
  repeat,
  splice,
  shuffle,
  append,
];

/** One to three mutations of the file, the same for the same random numbers. */
export function mutate(bytes: Buffer, random: Random, others: readonly Buffer[]): Buffer {
  let mutated = bytes;
  for (let round = random.below(3); round >= 0; round--)
    mutated = (MUTATIONS[random.below(MUTATIONS.length)] as Mutation)(mutated, random, others);
  return mutated;
}

/** Damage gathers at the front, where the headers are, in half of the cases. */
function place(bytes: Buffer, random: Random): number {
  const reach = random.next() < 0.5 ? Math.min(bytes.length, 1024) : bytes.length;
  return random.below(Math.max(1, reach));
}

function range(bytes: Buffer, random: Random): readonly [from: number, to: number] {
  const from = place(bytes, random);
  return [from, Math.min(bytes.length, from + 1 + random.below(4096))];
}

function flipBits(bytes: Buffer, random: Random): Buffer {
  const copy = Buffer.from(bytes);
  for (let count = random.below(MOST_DAMAGE); count >= 0; count--) {
    const at = place(copy, random);
    copy[at] = (copy[at] ?? 0) ^ (1 << random.below(8));
  }
  return copy;
}

function overwriteWords(bytes: Buffer, random: Random): Buffer {
  const copy = Buffer.from(bytes);
  if (copy.length < WORD_BYTES) return copy;
  for (let count = random.below(8); count >= 0; count--) {
    const at = Math.min(place(copy, random), copy.length - WORD_BYTES);
    copy.writeUInt32BE(EXTREMES[random.below(EXTREMES.length)] ?? 0, at);
  }
  return copy;
}

function truncate(bytes: Buffer, random: Random): Buffer {
  return bytes.subarray(0, place(bytes, random));
}

function remove(bytes: Buffer, random: Random): Buffer {
  const [from, to] = range(bytes, random);
  return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
}

function repeat(bytes: Buffer, random: Random): Buffer {
  const [from, to] = range(bytes, random);
  const piece = bytes.subarray(from, to);
  const copies = Array.from({ length: 1 + random.below(16) }, () => piece);
  return Buffer.concat([bytes.subarray(0, to), ...copies, bytes.subarray(to)]);
}

/** The head of this file and the tail of another one: a file that is two things at once. */
function splice(bytes: Buffer, random: Random, others: readonly Buffer[]): Buffer {
  const other = others[random.below(others.length)] ?? bytes;
  return Buffer.concat([bytes.subarray(0, place(bytes, random)), other.subarray(place(other, random))]);
}

function shuffle(bytes: Buffer, random: Random): Buffer {
  const [first, second] = [place(bytes, random), place(bytes, random)].sort((a, b) => a - b);
  return Buffer.concat([bytes.subarray(0, first), bytes.subarray(second), bytes.subarray(first, second)]);
}

function append(bytes: Buffer, random: Random, others: readonly Buffer[]): Buffer {
  const other = others[random.below(others.length)] ?? bytes;
  return Buffer.concat([bytes, other]);
}
