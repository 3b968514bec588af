import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Ago, Deadline } from '../instant/instant.js';
import { PersonName } from '../names/names.js';
import { useSay } from '../process-log/say.js';
import { Await } from '../states/await.js';
import { useOperatorTasks, useUnreadable } from './operations-queries.js';
import styles from './operations.module.css';

/** What went wrong and waits for a person, and notices that nobody can read. */
export function Waiting() {
  const { t } = useTranslation('operations');
  const say = useSay();
  const tasks = useOperatorTasks();
  const unreadable = useUnreadable();
  return (
    <div className={styles['two']}>
      <section className="card stack" aria-labelledby="tasks">
        <h2 id="tasks">{t('tasks.title')}</h2>
        <Await of={tasks} isEmpty={({ items }) => items.length === 0} empty={<p className="soft">{t('tasks.none')}</p>}>
          {({ items }) => (
            <ul className={styles['rows']}>
              {items.map((task) => (
                <li key={task.taskId}>
                  <p>
                    <Link to="/process-log" search={{ subject: `${task.subjectKind}:${task.subjectId}` }}>
                      {say.kind(task.subjectKind)}
                    </Link>{' '}
                    · <PersonName id={task.assigneeId} />
                  </p>
                  <p className="small">
                    <Ago at={task.openedAt} />
                    {task.dueAt === null ? null : (
                      <>
                        {' · '}
                        <Deadline at={task.dueAt} />
                      </>
                    )}
                  </p>
                </li>
              ))}
            </ul>
          )}
        </Await>
      </section>
      <section className="card stack" aria-labelledby="unreadable">
        <h2 id="unreadable">{t('unreadable.title')}</h2>
        <Await
          of={unreadable}
          isEmpty={({ items }) => items.length === 0}
          empty={<p className="soft">{t('unreadable.none')}</p>}
        >
          {({ items }) => (
            <ul className={styles['rows']}>
              {items.map((notice) => (
                <li key={notice.id} className="row apart">
                  <span>
                    <PersonName id={notice.personId} /> · {t(`unreadable.${notice.why}`)}
                  </span>
                  <span className="soft small">
                    <Ago at={notice.at} />
                  </span>
                </li>
              ))}
            </ul>
          )}
        </Await>
      </section>
    </div>
  );
}
