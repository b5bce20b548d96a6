import { useEffect, useRef } from "preact/hooks";

/** Acts again and again while the page is looked at, and at once when somebody comes back to it. */
export function useEvery(milliseconds: number, act: () => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const actIfSeen = (): void => {
      if (!document.hidden) latest.current();
    };
    const timer = setInterval(actIfSeen, milliseconds);
    document.addEventListener("visibilitychange", actIfSeen);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", actIfSeen);
    };
  }, [milliseconds]);
}
