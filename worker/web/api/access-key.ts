/** The reader's API key, kept for this tab only. */
const KEY = "senal.key";

export const accessKey = {
  read: (): string | null => sessionStorage.getItem(KEY),
  keep: (key: string): void => sessionStorage.setItem(KEY, key),
  forget: (): void => sessionStorage.removeItem(KEY),
};
