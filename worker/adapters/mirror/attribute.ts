/** A value in DynamoDB's own JSON. */
export type Attribute =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly BOOL: boolean }
  | { readonly NULL: true }
  | { readonly L: readonly Attribute[] }
  | { readonly M: Readonly<Record<string, Attribute>> };

/** Texts, finite numbers, booleans, null, arrays and plain objects; undefined fields are left out. */
export function toAttribute(value: unknown): Attribute {
  if (typeof value === "string") return { S: value };
  if (typeof value === "number") return { N: String(value) };
  if (typeof value === "boolean") return { BOOL: value };
  if (Array.isArray(value)) return { L: value.map(toAttribute) };
  if (typeof value === "object" && value !== null) {
    const fields = Object.entries(value).filter(([, field]) => field !== undefined);
    return { M: Object.fromEntries(fields.map(([name, field]) => [name, toAttribute(field)])) };
  }
  return { NULL: true };
}

/** The inverse of {@link toAttribute}; sets and binaries, which this product never writes, become null. */
export function fromAttribute(attribute: Attribute): unknown {
  if ("S" in attribute) return attribute.S;
  if ("N" in attribute) return Number(attribute.N);
  if ("BOOL" in attribute) return attribute.BOOL;
  if ("L" in attribute) return attribute.L.map(fromAttribute);
  if ("M" in attribute) return fromItem(attribute.M);
  return null;
}

export const fromItem = (item: Readonly<Record<string, Attribute>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, fromAttribute(value)]));
