import { useSyncExternalStore } from 'react';

const query = window.matchMedia('(max-width: 640px)');
const listen = (heard: () => void): (() => void) => {
  query.addEventListener('change', heard);
  return () => query.removeEventListener('change', heard);
};

/** A phone's width, where tables become lists. */
export const useNarrow = (): boolean => useSyncExternalStore(listen, () => query.matches);
