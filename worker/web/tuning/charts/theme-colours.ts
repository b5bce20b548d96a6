import { useEffect, useState } from "preact/hooks";

/** Colours of the page's theme, for what is drawn on a canvas. */
export interface Colours {
  readonly ink: string;
  readonly faint: string;
  readonly line: string;
  readonly accent: string;
  readonly warn: string;
}

function readColours(): Colours {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    ink: colour("ink"),
    faint: colour("faint"),
    line: colour("line"),
    accent: colour("accent"),
    warn: colour("warn"),
  };
}

/** Follows a change between light and dark. */
export function useColours(): Colours {
  const [colours, setColours] = useState(readColours);
  useEffect(() => {
    const observer = new MutationObserver(() => setColours(readColours()));
    observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    return () => observer.disconnect();
  }, []);
  return colours;
}
