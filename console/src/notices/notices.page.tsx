import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { directory } from '../api/clients.js';
import { listKey } from '../api/keys.js';
import { usePages } from '../api/queries.js';
import { useCommand } from '../api/use-command.js';
import { Ago } from '../instant/instant.js';
import { Await } from '../states/await.js';
import { Empty } from '../states/empty.js';
import { PageSkeleton } from '../states/skeleton.js';
import { useLanguage } from '../words/use-language.js';
import { newestNotices, type Notice } from './notices-query.js';
import { placeOf } from './place-of.js';
import { QuietHours } from './quiet-hours.js';
import styles from './notices.module.css';

const NOTICES = ['directory', 'notice'] as const;

async function markRead(notices: readonly Notice[]): Promise<void> {
  for (const { id } of notices) {
    await answer(directory.POST('/v1/notices/{id}/read', { params: { path: { id } } }));
  }
}

/** What happened that concerns me, the newest first. */
export function NoticesPage() {
  const { t } = useTranslation('notices');
  const language = useLanguage();
  const notices = usePages<Notice>(listKey('directory', 'notice', { language }), (after) =>
    answer(
      directory.GET('/v1/notices', { params: { query: { limit: 30, ...(after === undefined ? {} : { after }) } } }),
    ),
  );
  const read = useCommand({
    run: markRead,
    changes: [NOTICES],
    guess: {
      key: newestNotices(language).queryKey,
      update: (kept: Notice[], done: readonly Notice[]) =>
        kept.map((one) => (done.some(({ id }) => id === one.id) ? { ...one, readAt: one.at } : one)),
    },
  });
  const unread = (notices.data ?? []).filter(({ readAt }) => readAt === null);

  return (
    <div className="page narrow">
      <header className="page-head">
        <h1>{t('title')}</h1>
        {unread.length === 0 ? null : (
          <Button loading={read.isPending} onClick={() => read.mutate(unread)}>
            {t('readAll', { count: unread.length })}
          </Button>
        )}
      </header>
      <Await
        of={notices}
        loading={<PageSkeleton />}
        isEmpty={(all) => all.length === 0}
        empty={
          <div className="card">
            <Empty heading="h2" title={t('empty.title')} advice={t('empty.advice')} />
          </div>
        }
      >
        {(all) => (
          <>
            <ul className={`card ${styles['list'] ?? ''}`} aria-label={t('title')}>
              {all.map((notice) => (
                <Entry key={notice.id} notice={notice} onRead={() => read.mutate([notice])} />
              ))}
            </ul>
            {notices.hasNextPage ? (
              <Button loading={notices.isFetchingNextPage} onClick={() => void notices.fetchNextPage()}>
                {t('more')}
              </Button>
            ) : null}
          </>
        )}
      </Await>
      <QuietHours />
    </div>
  );
}

function Entry({ notice, onRead }: { notice: Notice; onRead: () => void }) {
  const { t } = useTranslation('notices');
  const place = placeOf(notice.kind, notice.subjectKind, notice.subjectId);
  const isNew = notice.readAt === null;
  return (
    <li className={styles['notice']} data-new={isNew}>
      <div>
        <p>
          {isNew ? <span className="unseen">{t('unread')} </span> : null}
          {notice.text}
        </p>
        <p className="soft small">
          <Ago at={notice.at} />
        </p>
      </div>
      <span className="row">
        {place === undefined ? null : (
          <Link {...place} {...(isNew ? { onClick: onRead } : {})}>
            {t('look')}
          </Link>
        )}
        {isNew ? (
          <Button type="text" size="small" onClick={onRead}>
            {t('read')}
          </Button>
        ) : null}
      </span>
    </li>
  );
}
