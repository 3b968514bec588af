import { useSyncExternalStore } from 'react';

export const THEME_CHOICES = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof THEME_CHOICES)[number];
export type Theme = 'light' | 'dark';

const KEPT_AS = 'goalbeat.theme';
const dark = window.matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

const kept = (): ThemeChoice => THEME_CHOICES.find((one) => one === window.localStorage.getItem(KEPT_AS)) ?? 'system';
let choice = kept();

const themeNow = (): Theme => (choice === 'system' ? (dark.matches ? 'dark' : 'light') : choice);

/** Before the first paint, so that nobody sees the other theme flash by. */
export function applyTheme(): void {
  document.documentElement.dataset['theme'] = themeNow();
  for (const listener of listeners) listener();
}

export function chooseTheme(next: ThemeChoice): void {
  choice = next;
  window.localStorage.setItem(KEPT_AS, next);
  applyTheme();
}

dark.addEventListener('change', applyTheme);
window.addEventListener('storage', ({ key }) => {
  if (key !== KEPT_AS) return;
  choice = kept();
  applyTheme();
});

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useTheme = (): Theme => useSyncExternalStore(subscribe, themeNow);
export const useThemeChoice = (): ThemeChoice => useSyncExternalStore(subscribe, () => choice);
