import { useEffect } from 'react';
import type { Change } from '../api/keys.js';

type Listener = (changes: readonly Change[]) => void;

const listeners = new Set<Listener>();

/** What came together, for whoever keeps more than may be read anew at each change. */
export function tellChanges(changes: readonly Change[]): void {
  for (const listener of listeners) listener(changes);
}

/** @param listener kept as it is while it stays the same function */
export function useChanges(listener: Listener): void {
  useEffect(() => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, [listener]);
}
