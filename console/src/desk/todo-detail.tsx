import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { DeskItem } from './desk-query.js';
import { todoKindOf, todoPlaceOf } from './todo-places.js';
import styles from './detail.module.css';

/** Something to do, not to decide: what, and the way to it. */
export function TodoDetail({ item, isOpen }: { item: DeskItem; isOpen: boolean }) {
  const { t } = useTranslation('desk');
  const place = todoPlaceOf(item);
  return (
    <div className="stack">
      <h2>{item.title}</h2>
      <p>{t(`todo.${todoKindOf(item.subjectKind)}`)}</p>
      {!isOpen ? (
        <p className={styles['happened']} role="status">
          {t('nothingToDo')}
        </p>
      ) : place === undefined ? null : (
        <p>
          <Link {...place} className={styles['go']}>
            {t('go')}
          </Link>
        </p>
      )}
    </div>
  );
}
