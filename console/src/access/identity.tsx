import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { directory } from '../api/clients.js';
import { useCommand } from '../api/use-command.js';
import { ReasonDialog } from '../ask/reason-dialog.js';
import { RealAgo } from '../instant/real-ago.js';
import { Await } from '../states/await.js';
import { useIdentity } from './access-queries.js';
import styles from './access.module.css';

/** By which account at the company’s identity provider somebody comes in. */
export function Identity({ personId }: { personId: string }) {
  const { t } = useTranslation('access');
  const identity = useIdentity(personId);
  const [asked, setAsked] = useState(false);
  const unbind = useCommand({
    run: () => answer(directory.DELETE('/v1/accounts/{personId}/identity', { params: { path: { personId } } })),
    changes: [
      ['directory', 'identity'],
      ['directory', 'session'],
    ],
    done: t('identity.done'),
  });
  return (
    <section className="stack" aria-labelledby="identity">
      <h3 id="identity">{t('identity.title')}</h3>
      <Await
        of={identity}
        isEmpty={({ bindings }) => bindings.length === 0}
        empty={<p className="soft small">{t('identity.none')}</p>}
      >
        {({ bindings }) => (
          <>
            <ul className={styles['list']}>
              {bindings.map((one) => (
                <li key={`${one.issuer}-${one.clientId}`}>
                  <strong>{one.issuer}</strong> <code className="small">{one.subject}</code>
                  <br />
                  <span className="soft small">
                    {t('identity.used')} <RealAgo at={one.lastUsedAt} />
                  </span>
                </li>
              ))}
            </ul>
            <div>
              <Button onClick={() => setAsked(true)}>{t('identity.unbind')}</Button>
            </div>
          </>
        )}
      </Await>
      {asked ? (
        <ReasonDialog
          plain
          danger
          title={t('identity.ask')}
          says={t('identity.says')}
          go={t('identity.unbind')}
          onClose={() => setAsked(false)}
          onGo={() => unbind.mutateAsync()}
        />
      ) : null}
    </section>
  );
}
