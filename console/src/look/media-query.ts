import { useSyncExternalStore } from 'react';

/** A hook that tells whether what the media query asks is so, now and from then on. */
export function mediaQuery(query: string): () => boolean {
  const media = window.matchMedia(query);
  const subscribe = (changed: () => void): (() => void) => {
    media.addEventListener('change', changed);
    return () => media.removeEventListener('change', changed);
  };
  const matches = (): boolean => media.matches;
  return () => useSyncExternalStore(subscribe, matches);
}
