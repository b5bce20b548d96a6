import { useState } from "preact/hooks";

/** Where a session's pictures are, as this browser remembers it. */
export function usePictureTemplate(sessionId: string): readonly [string, (template: string) => void] {
  const place = `senal.tuning.pictures.${sessionId}`;
  const [template, setTemplate] = useState(() => localStorage.getItem(place) ?? "");
  const keep = (next: string): void => {
    localStorage.setItem(place, next);
    setTemplate(next);
  };
  return [template, keep];
}
