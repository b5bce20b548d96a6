/** Light or dark: the reader's choice, or that of the system. */
const KEY = "senal.theme";
type Theme = "light" | "dark";

const isDark = (): boolean => matchMedia("(prefers-color-scheme: dark)").matches;

const currentTheme = (): Theme => {
  const chosen = localStorage.getItem(KEY);
  return chosen === "light" || chosen === "dark" ? chosen : isDark() ? "dark" : "light";
};

export function applyTheme(): void {
  document.documentElement.dataset.theme = currentTheme();
}

export function switchTheme(): void {
  localStorage.setItem(KEY, currentTheme() === "dark" ? "light" : "dark");
  applyTheme();
}
