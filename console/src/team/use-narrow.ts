import { useSyncExternalStore } from 'react';

const query = window.matchMedia('(max-width: 900px)');
const subscribe = (changed: () => void): (() => void) => {
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
};

/** A phone shows fewer columns, not narrower ones. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => query.matches);
