import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { isNotSignedIn } from '../api/api-problem.js';
import { answer } from '../api/carry.js';
import { directory, gateway } from '../api/clients.js';
import { listKey } from '../api/keys.js';
import { problemWords } from '../api/problem-words.js';
import { Skeleton } from '../states/skeleton.js';
import { useMe } from './me.js';

type Way = 'password' | 'oidc';
const LOOK_MS = 1_500;
const MOST_SESSIONS = 200;

interface ProveProps {
  onProved: () => void;
}

/** In the way they signed in: by their password, or at their company's provider, where the password stays open to them. */
export function Prove({ onProved }: ProveProps) {
  const { t } = useTranslation('shell');
  const [chosen, choose] = useState<Way>();
  const [opened, setOpened] = useState(false);
  const before = useRef<string>(undefined);
  const own = useQuery({
    queryKey: listKey('directory', 'session', { person: 'mine', which: 'current' }),
    queryFn: async () => {
      const query = { limit: MOST_SESSIONS };
      const { items } = await answer(directory.GET('/v1/sessions', { params: { query } }));
      return items.find(({ current }) => current) ?? null;
    },
    // The provider answers in another window, and this one lies behind it.
    refetchInterval: opened ? LOOK_MS : false,
    refetchIntervalInBackground: true,
    // What was so at another asking is no answer to this one.
    gcTime: 0,
    staleTime: 0,
  });
  const provedAt = own.data?.authenticatedAt;

  useEffect(() => {
    if (opened && before.current !== undefined && provedAt !== undefined && provedAt > before.current) onProved();
  }, [opened, provedAt, onProved]);

  if (own.isPending && chosen === undefined) return <Skeleton lines={3} />;
  const way = chosen ?? own.data?.method ?? 'password';
  const other: Way = way === 'oidc' ? 'password' : 'oidc';
  return (
    <div className="stack">
      <p className="soft">{t('stepUp.why')}</p>
      {way === 'password' ? (
        <ByPassword onProved={onProved} />
      ) : (
        <ByCompany
          opened={opened}
          onOpen={() => {
            before.current = provedAt;
            setOpened(true);
          }}
        />
      )}
      {/* Whoever came by a password may be of a company without a provider. */}
      {own.data?.method === 'oidc' ? (
        <div>
          <Button type="link" onClick={() => choose(other)}>
            {t(`stepUp.other.${other}`)}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function ByPassword({ onProved }: ProveProps) {
  const { t } = useTranslation('shell');
  const { t: say } = useTranslation('problem');
  const [password, setPassword] = useState('');
  const [trouble, setTrouble] = useState<string>();
  const [busy, setBusy] = useState(false);
  const prove = async (): Promise<void> => {
    setBusy(true);
    try {
      await answer(gateway.POST('/api/session/step-up', { body: { password } }));
      onProved();
    } catch (error) {
      setTrouble(isNotSignedIn(error) ? t('stepUp.wrong') : problemWords(error, say).advice);
      setBusy(false);
    }
  };
  return (
    <form
      className="stack"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void prove();
      }}
    >
      <label className="stack" style={{ gap: '0.25rem' }}>
        <span>{t('signIn.password')}</span>
        <Input.Password
          autoFocus
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          status={trouble === undefined ? '' : 'error'}
        />
      </label>
      {trouble === undefined ? null : (
        <p role="alert" className="late">
          {trouble}
        </p>
      )}
      <div>
        <Button type="primary" htmlType="submit" loading={busy} disabled={password === ''}>
          {t('stepUp.confirm')}
        </Button>
      </div>
    </form>
  );
}

/** A link and no window of ours: none is blocked, and what was begun here stays as it is. */
function ByCompany({ opened, onOpen }: { opened: boolean; onOpen: () => void }) {
  const { t } = useTranslation('shell');
  const { slug } = useMe().tenant;
  return (
    <>
      <p>{t('stepUp.company')}</p>
      <div>
        <Button
          type="primary"
          href={`/api/session/oidc/${encodeURIComponent(slug)}/start?stepUp=1`}
          target="_blank"
          rel="noopener"
          onClick={onOpen}
        >
          {t('stepUp.companyGo')}
        </Button>
      </div>
      {opened ? (
        <p role="status" className="soft">
          {t('stepUp.waiting')}
        </p>
      ) : null}
    </>
  );
}
