import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { directory } from '../api/clients.js';
import { useCommand } from '../api/use-command.js';
import { ReasonDialog } from '../ask/reason-dialog.js';
import { useMay } from '../session/me.js';
import { Await } from '../states/await.js';
import { useSessions, type Person } from './access-queries.js';
import { SessionList } from './session-list.js';

const SHORTEST = 10;

/** Where somebody is signed in; all of it can be ended at once, and who never signed in gets a first password. */
export function PersonSessions({ person }: { person: Person }) {
  const { t } = useTranslation('access');
  const sessions = useSessions(person.id);
  const makes = useMay('directory.accounts.write');
  const [asked, setAsked] = useState<'out' | 'account' | null>(null);
  const out = useCommand({
    run: () =>
      answer(directory.POST('/v1/accounts/{personId}/sign-out', { params: { path: { personId: person.id } } })),
    changes: [['directory', 'session']],
    done: ({ revoked }) => t('sessions.allEnded', { count: revoked }),
  });
  return (
    <section className="stack" aria-labelledby="sessions">
      <div className="row apart">
        <h3 id="sessions">{t('sessions.title')}</h3>
        <span className="row">
          {makes ? <Button onClick={() => setAsked('account')}>{t('account.give')}</Button> : null}
          <Button danger disabled={sessions.data?.length === 0} onClick={() => setAsked('out')}>
            {t('sessions.endAll')}
          </Button>
        </span>
      </div>
      <Await
        of={sessions}
        isEmpty={(rows) => rows.length === 0}
        empty={<p className="soft small">{t('sessions.none')}</p>}
      >
        {(rows) => <SessionList sessions={rows} />}
      </Await>
      {asked === 'account' ? <FirstPassword person={person} onClose={() => setAsked(null)} /> : null}
      {asked === 'out' ? (
        <ReasonDialog
          plain
          danger
          title={t('sessions.endAllOf', { name: person.name })}
          says={t('sessions.endAllSays')}
          go={t('sessions.endAll')}
          onClose={() => setAsked(null)}
          onGo={() => out.mutateAsync()}
        />
      ) : null}
    </section>
  );
}

function FirstPassword({ person, onClose }: { person: Person; onClose: () => void }) {
  const { t } = useTranslation('access');
  const id = useId();
  const [password, setPassword] = useState('');
  const create = useCommand({
    run: () => answer(directory.POST('/v1/accounts', { body: { accounts: [{ number: person.number, password }] } })),
    changes: [],
    done: ({ created }) => t(created === 0 ? 'account.there' : 'account.given'),
  });
  return (
    <ReasonDialog
      plain
      title={t('account.title', { name: person.name })}
      says={t('account.says')}
      go={t('account.give')}
      ready={password.length >= SHORTEST}
      onClose={onClose}
      onGo={() => create.mutateAsync()}
    >
      <div>
        <label htmlFor={id}>{t('account.password')}</label>
        <Input.Password
          id={id}
          autoComplete="new-password"
          value={password}
          onChange={({ target }) => setPassword(target.value)}
        />
      </div>
    </ReasonDialog>
  );
}
