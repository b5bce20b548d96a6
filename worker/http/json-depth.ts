/** What a request nests at most: no body of ours comes near it, and deep values exhaust the stack of whoever walks them. */
export const MAX_JSON_DEPTH = 32;

/** Whether lists and objects are nested deeper than that; walked without recursion, level by level. */
export function isTooDeep(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_JSON_DEPTH) return true;
    level = level.flatMap((item) =>
      typeof item === "object" && item !== null ? Object.values(item).filter(isNested) : [],
    );
  }
  return false;
}

const isNested = (value: unknown): boolean => typeof value === "object" && value !== null;
