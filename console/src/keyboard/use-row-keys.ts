import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcuts, type Shortcut } from './shortcuts.js';

/** A list that j and k go through; what else keys do with the row one is at is the page's. */
export function useRowKeys(
  count: number,
  open?: (at: number) => void,
  more: (at: number) => readonly Shortcut[] = () => [],
): { at: number; go: (at: number) => void } {
  const { t } = useTranslation('shell');
  const [wanted, setWanted] = useState(0);
  // Rows go while one is at them: the one that moved up is the next.
  const at = Math.max(0, Math.min(wanted, count - 1));
  const go = (next: number): void => setWanted(Math.max(0, Math.min(next, count - 1)));
  useShortcuts(
    count === 0
      ? []
      : [
          { keys: 'j', says: t('keys.next'), run: () => go(at + 1) },
          { keys: 'k', says: t('keys.previous'), run: () => go(at - 1) },
          ...(open === undefined ? [] : [{ keys: 'o', says: t('keys.open'), run: () => open(at) }]),
          ...more(at),
        ],
  );
  return { at, go };
}
