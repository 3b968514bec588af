import type { ReactNode } from 'react';
import styles from './explain.module.css';

/** One figure and what it was made of. */
export interface Explained {
  readonly key: string;
  readonly label: ReactNode;
  /** The figure itself. */
  readonly value?: ReactNode;
  /** Where it comes from, in words. */
  readonly note?: ReactNode;
  readonly parts?: readonly Explained[];
}

/** "How was this computed": the result, unfolded down to what was entered. */
export function Explain({ of, depth = 1 }: { of: readonly Explained[]; /** Open to there. */ depth?: number }) {
  return (
    <ul className={styles['tree']}>
      {of.map((one) => (
        <Node key={one.key} of={one} depth={depth} />
      ))}
    </ul>
  );
}

function Node({ of, depth }: { of: Explained; depth: number }) {
  const line = (
    <span className={styles['line']}>
      <span>{of.label}</span>
      {of.value === undefined ? null : <b className="figures">{of.value}</b>}
    </span>
  );
  const note = of.note === undefined ? null : <p className={styles['note']}>{of.note}</p>;
  if (of.parts === undefined || of.parts.length === 0) {
    return (
      <li className={styles['leaf']}>
        {line}
        {note}
      </li>
    );
  }
  return (
    <li>
      <details open={depth > 0}>
        <summary>{line}</summary>
        {note}
        <Explain of={of.parts} depth={depth - 1} />
      </details>
    </li>
  );
}
