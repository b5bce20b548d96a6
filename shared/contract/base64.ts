const DATA_URL = /^data:[\w/+.;=-]{0,100};base64,/;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** The bytes that a base64 text holds, with or without a `data:` prefix, line breaks or padding; undefined if it is none. */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  const prefix = DATA_URL.exec(text.slice(0, 200))?.[0] ?? "";
  const digits = text.slice(prefix.length).replaceAll(/\s/g, "");
  const length = digits.replace(/=+$/, "").length;
  if (!BASE64.test(digits) || length % 4 === 1) return undefined;
  const binary = atob(digits.slice(0, length));
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index);
  return bytes;
}
