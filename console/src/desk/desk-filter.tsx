import { useTranslation } from 'react-i18next';
import { DESK_KINDS, kindOf, type DeskKind } from './desk-kinds.js';
import type { DeskRead } from './desk-query.js';
import styles from './filter.module.css';

interface DeskFilterProps {
  counts: DeskRead['counts'];
  /** Decided a moment ago, and still counted. */
  gone: number;
  kind: string | undefined;
  onKind: (kind: string | undefined) => void;
}

/** How much there is, how much of it is late, and of which kinds. */
export function DeskFilter({ counts, gone, kind, onKind }: DeskFilterProps) {
  const { t } = useTranslation('desk');
  const { open, late, byKind } = counts;
  const known = Object.entries(byKind)
    .map(([subjectKind, count]) => ({ subjectKind, count, kind: kindOf(subjectKind) }))
    .toSorted((a, b) => DESK_KINDS.indexOf(a.kind) - DESK_KINDS.indexOf(b.kind));
  const shown =
    kind === undefined || known.some((one) => one.subjectKind === kind)
      ? known
      : [...known, { subjectKind: kind, count: 0, kind: kindOf(kind) }];
  const left = Math.max(0, open - gone);
  return (
    <div className={styles['filter']}>
      <p className={styles['counts']}>
        <b className="figures">{left}</b> {t('toDo', { count: left })}
        {late > 0 ? <span className="tag bad">{t('late', { count: late })}</span> : null}
      </p>
      {shown.length > 1 || kind !== undefined ? (
        <ul className={styles['kinds']} aria-label={t('filter')}>
          <li>
            <button type="button" aria-pressed={kind === undefined} onClick={() => onKind(undefined)}>
              {t('all')}
            </button>
          </li>
          {shown.map((one) => (
            <li key={one.subjectKind}>
              <button type="button" aria-pressed={kind === one.subjectKind} onClick={() => onKind(one.subjectKind)}>
                {label(one.kind)} <b className="figures">{one.count}</b>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );

  function label(of: DeskKind): string {
    return t(`kinds.${of}`);
  }
}
