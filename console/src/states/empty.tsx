import type { ReactNode } from 'react';
import styles from './states.module.css';

interface EmptyProps {
  title: string;
  /** What will bring something here, or what to do now. */
  advice: string;
  action?: ReactNode;
  heading?: 'h2' | 'h3';
}

/** Nothing here yet, and why that is all right. */
export function Empty({ title, advice, action, heading: Heading = 'h3' }: EmptyProps) {
  return (
    <div className={styles['said']}>
      <svg className={styles['sign']} viewBox="0 0 72 36" aria-hidden="true" focusable="false">
        <path d="M3 20h24l4-9 6 16 4-10 2 3h26" />
        <circle cx="69" cy="20" r="3" />
      </svg>
      <Heading>{title}</Heading>
      <p>{advice}</p>
      {action}
    </div>
  );
}
