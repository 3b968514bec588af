import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { directory } from '../api/clients.js';
import { useCommand } from '../api/use-command.js';
import { ReasonDialog } from '../ask/reason-dialog.js';
import { SecretShown } from '../ask/secret-shown.js';
import { Instant } from '../instant/instant.js';
import { RealAgo } from '../instant/real-ago.js';
import { Await } from '../states/await.js';
import { Empty } from '../states/empty.js';
import { useKeys, type ApiKey } from './access-queries.js';
import { KeyDialog } from './key-dialog.js';
import { keyState } from './key-state.js';
import styles from './access.module.css';

const TONE = { open: 'good', ended: '', expired: 'warn' } as const;

/** Keys by which machines come in: what each opens, from where, until when. */
export function Keys() {
  const { t } = useTranslation('access');
  const keys = useKeys();
  const [making, setMaking] = useState(false);
  const [secret, setSecret] = useState<string>();
  return (
    <section className="stack" aria-label={t('tab.keys')}>
      <div className="row apart">
        <p className="soft">{t('keys.about')}</p>
        <Button type="primary" onClick={() => setMaking(true)}>
          {t('keys.make')}
        </Button>
      </div>
      <Await
        of={keys}
        isEmpty={(rows) => rows.length === 0}
        empty={<Empty heading="h2" title={t('keys.none')} advice={t('keys.noneAdvice')} />}
      >
        {(rows) => (
          <>
            <ul className="stack">
              {rows.map((key) => (
                <li key={key.id}>
                  <Key of={key} />
                </li>
              ))}
            </ul>
            {keys.hasNextPage ? <Button onClick={() => void keys.fetchNextPage()}>{t('more')}</Button> : null}
          </>
        )}
      </Await>
      {making ? <KeyDialog onMade={setSecret} onClose={() => setMaking(false)} /> : null}
      {secret === undefined ? null : (
        <SecretShown
          title={t('keys.shown')}
          says={t('keys.once')}
          secret={secret}
          onKept={() => setSecret(undefined)}
        />
      )}
    </section>
  );
}

function Key({ of }: { of: ApiKey }) {
  const { t } = useTranslation('access');
  const [asked, setAsked] = useState(false);
  const state = keyState(of, Date.now());
  const end = useCommand({
    run: () => answer(directory.DELETE('/v1/api-keys/{id}', { params: { path: { id: of.id } } })),
    changes: [['directory', 'api-key']],
    done: t('keys.ended'),
  });
  return (
    <article className="card stack" aria-label={of.name}>
      <div className="row apart">
        <h2>{of.name}</h2>
        <span className={`tag ${TONE[state]}`}>{t(`keys.state.${state}`)}</span>
      </div>
      <p className={styles['roles']}>
        {of.scopes.map((scope) => (
          <code key={scope} className="tag">
            {scope}
          </code>
        ))}
      </p>
      <dl className={styles['facts']}>
        <dt>{t('keys.from')}</dt>
        <dd>{of.addresses === null ? t('keys.anywhere') : of.addresses.join(', ')}</dd>
        <dt>{t('keys.until')}</dt>
        <dd>{of.expiresAt === null ? t('keys.forever') : <Instant at={of.expiresAt} style="full" />}</dd>
        <dt>{t('keys.used')}</dt>
        <dd>{of.lastUsedAt === null ? t('keys.never') : <RealAgo at={of.lastUsedAt} />}</dd>
      </dl>
      {state === 'ended' ? null : (
        <div>
          <Button danger onClick={() => setAsked(true)}>
            {t('keys.end')}
          </Button>
        </div>
      )}
      {asked ? (
        <ReasonDialog
          plain
          danger
          title={t('keys.endTitle', { name: of.name })}
          says={t('keys.endSays')}
          go={t('keys.end')}
          onClose={() => setAsked(false)}
          onGo={() => end.mutateAsync()}
        />
      ) : null}
    </article>
  );
}
