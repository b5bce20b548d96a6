/** The text of a key: `senal_<key id>_<secret>`. The id finds its record, and only a digest of the whole is kept. */

const ID_BYTES = 8;
const SECRET_BYTES = 32;
const KEY = /^senal_([0-9a-f]{16})_[\w-]{43}$/;

export interface ApiKey {
  /** 16 hexadecimal digits. */
  readonly keyId: string;
  readonly text: string;
}

/** `randomBytes` has to be unpredictable: the secret is 256 of its bits. */
export function newApiKey(randomBytes: (count: number) => Uint8Array): ApiKey {
  const keyId = toHex(randomBytes(ID_BYTES));
  const secret = btoa(String.fromCharCode(...randomBytes(SECRET_BYTES)));
  const text = `senal_${keyId}_${secret.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
  return { keyId, text };
}

/** Undefined for what is no key. */
export const keyIdOf = (text: string): string | undefined => KEY.exec(text)?.[1];

/** SHA-256 in hexadecimal. Enough for a secret of full entropy, which no dictionary holds. */
export async function digestOf(text: string): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))));
}

/** Takes as long wherever two digests differ, so that time tells nothing of them. */
export function isSameDigest(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let index = 0; index < a.length; index++) difference |= a.charCodeAt(index) ^ b.charCodeAt(index);
  return difference === 0;
}

const toHex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
