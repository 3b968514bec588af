import { onlineManager, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { concerns, type Change } from '../api/keys.js';
import { tellChanges } from './changes.js';
import styles from './live.module.css';
import { LiveLine, type LineState } from './live-line.js';

/** News of one transaction come together. */
const TOGETHER_MS = 80;
/** A stream that is renewed is no lost one. */
const LOST_AFTER_MS = 3_000;

const State = createContext<LineState>('connecting');
export const useLineState = (): LineState => useContext(State);

/** Reads again what somebody else changed, and says when nobody could tell. */
export function Live({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [state, setState] = useState<LineState>('connecting');
  const was = useRef<LineState>('connecting');

  useEffect(() => {
    let waiting: Change[] = [];
    let timer: number | undefined;
    let lost: number | undefined;
    const flush = (): void => {
      const changes = waiting;
      [waiting, timer] = [[], undefined];
      tellChanges(changes);
      void client.invalidateQueries({ predicate: ({ queryKey }) => changes.some((one) => concerns(queryKey, one)) });
    };
    const show = (next: LineState): void => {
      if (next === 'up' && was.current === 'lost') {
        // Nobody told what happened meanwhile.
        void client.invalidateQueries();
      }
      was.current = next;
      setState(next);
    };
    const line = new LiveLine({
      changed: (change, spreadMs) => {
        waiting.push(change);
        timer ??= window.setTimeout(flush, TOGETHER_MS + spreadMs);
      },
      missed: () => void client.invalidateQueries(),
      state: (next) => {
        window.clearTimeout(lost);
        if (next === 'lost') lost = window.setTimeout(() => show('lost'), LOST_AFTER_MS);
        else show(next);
      },
    });
    const unsubscribe = onlineManager.subscribe((online) => {
      if (online) line.hurry();
      else show('lost');
    });
    if (!onlineManager.isOnline()) show('lost');
    return () => {
      unsubscribe();
      window.clearTimeout(timer);
      window.clearTimeout(lost);
      line.close();
    };
  }, [client]);

  return <State value={state}>{children}</State>;
}

/** Says that what is shown may be old, for as long as that is so. */
export function LostBanner() {
  const { t } = useTranslation('shell');
  if (useLineState() !== 'lost') return null;
  return (
    <p className={styles['lost']} role="status">
      <i aria-hidden="true" /> {t('live.lost')}
    </p>
  );
}
