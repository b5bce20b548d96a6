const KEY = "senal.learner";

/** A made-up name of this browser for the sessions it submits; it says nothing about the person. */
export function learnerId(): string {
  const known = localStorage.getItem(KEY);
  if (known) return known;
  const made = `web-${crypto.randomUUID()}`;
  localStorage.setItem(KEY, made);
  return made;
}
