import { useTranslation } from 'react-i18next';
import { Link } from '@tanstack/react-router';
import { kindOf, type DeskKind } from './desk-kinds.js';
import type { DeskItem } from './desk-query.js';
import styles from './desk.module.css';

/** Where each is done; their pages belong to other areas. */
const PLACES = {
  'make-plan': () => '/my-week',
  'make-report': () => '/my-week',
  'submit-bonus-list': ({ subjectId }: DeskItem) => `/bonus-lists/${subjectId}`,
  'payout-rejected': () => '/payouts',
  'payout-reversed': () => '/payouts',
  other: () => undefined,
} as const;
type Todo = keyof typeof PLACES;
const isTodo = (kind: DeskKind): kind is Todo => kind in PLACES;

/** Something to do, not to decide: what, and the way to it. */
export function TodoDetail({ item, isOpen }: { item: DeskItem; isOpen: boolean }) {
  const { t } = useTranslation('desk');
  const known = kindOf(item.subjectKind);
  const kind: Todo = isTodo(known) ? known : 'other';
  const place = PLACES[kind](item);
  return (
    <div className="stack">
      <h2>{item.title}</h2>
      <p>{t(`todo.${kind}`)}</p>
      {!isOpen ? (
        <p className={styles['happened']} role="status">
          {t('nothingToDo')}
        </p>
      ) : place === undefined ? null : (
        <p>
          {/* Pages of other areas: their addresses are not known to this one's types. */}
          <Link to={place as '/my-week'} className={styles['go']}>
            {t('go')}
          </Link>
        </p>
      )}
    </div>
  );
}
