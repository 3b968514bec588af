import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './states.module.css';

/** What loads faster than this shows nothing in between: grey bars that flash by are worse than a blink of nothing. */
const PATIENCE_MS = 180;

export function useSlow(): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setSlow(true), PATIENCE_MS);
    return () => window.clearTimeout(timer);
  }, []);
  return slow;
}

/** Bars where lines will be. */
export function Skeleton({ lines = 3 }: { lines?: number }) {
  const slow = useSlow();
  return (
    <div className={styles['skeleton']} style={{ visibility: slow ? 'visible' : 'hidden' }} aria-hidden="true">
      {Array.from({ length: lines }, (_, line) => (
        <i key={line} style={{ width: `${[92, 78, 85, 64][line % 4] ?? 80}%` }} />
      ))}
    </div>
  );
}

export function PageSkeleton() {
  const { t } = useTranslation('shell');
  return (
    <div className="page" role="status">
      <span className="unseen">{t('states.loading')}</span>
      <div className="card">
        <Skeleton lines={2} />
      </div>
      <div className="card">
        <Skeleton lines={5} />
      </div>
    </div>
  );
}
