import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { directory } from '../api/clients.js';
import { useCommand } from '../api/use-command.js';
import { RealAgo } from '../instant/real-ago.js';
import { deviceOf } from './device-of.js';
import type { Session } from './access-queries.js';
import styles from './access.module.css';

/** Open sessions, each with where it came from; all but the one that looks can be ended here. */
export function SessionList({ sessions }: { sessions: readonly Session[] }) {
  return (
    <ul className={styles['list']}>
      {sessions.map((session) => (
        <li key={session.id}>
          <One session={session} />
        </li>
      ))}
    </ul>
  );
}

function One({ session }: { session: Session }) {
  const { t } = useTranslation('access');
  const end = useCommand({
    run: () => answer(directory.DELETE('/v1/sessions/{id}', { params: { path: { id: session.id } } })),
    changes: [['directory', 'session']],
    done: t('sessions.ended'),
  });
  const device = deviceOf(session.agent);
  return (
    <div className="row apart">
      <span>
        <strong title={session.agent ?? undefined}>
          {device === null ? t('sessions.unknown') : `${device.browser} · ${device.system}`}
        </strong>{' '}
        {session.current ? <span className="tag good">{t('sessions.this')}</span> : null}
        <br />
        <span className="soft small">
          {t(`sessions.by.${session.method}`)} · {session.address ?? t('sessions.nowhere')} · {t('sessions.seen')}{' '}
          <RealAgo at={session.lastSeenAt} />
        </span>
      </span>
      {session.current ? null : (
        <Button size="small" loading={end.isPending} onClick={() => end.mutate()}>
          {t('sessions.end')}
        </Button>
      )}
    </div>
  );
}
