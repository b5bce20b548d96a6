/** Names of the sessions that were opened in this browser, the latest first. */
const KEY = "senal.tuning.sessions";
const MOST = 24;

export const knownSessions = {
  read(): readonly string[] {
    try {
      const known: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
      return Array.isArray(known) ? known.filter((id) => typeof id === "string") : [];
    } catch {
      return [];
    }
  },
  remember(id: string): void {
    const others = knownSessions.read().filter((other) => other !== id);
    localStorage.setItem(KEY, JSON.stringify([id, ...others].slice(0, MOST)));
  },
  forget(id: string): void {
    localStorage.setItem(KEY, JSON.stringify(knownSessions.read().filter((other) => other !== id)));
  },
};
