import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { directory } from '../api/clients.js';
import { useCommand } from '../api/use-command.js';
import { ReasonDialog } from '../ask/reason-dialog.js';
import { Await } from '../states/await.js';
import { Empty } from '../states/empty.js';
import { useProvider, type Provider as Kept } from './access-queries.js';
import { ProviderForm } from './provider-form.js';
import styles from './access.module.css';

/** The company’s own identity provider, beside numbers and passwords. */
export function Provider() {
  const { t } = useTranslation('access');
  const provider = useProvider();
  const [editing, setEditing] = useState(false);
  return (
    <section className="card stack" aria-label={t('tab.sign-in')}>
      <p className="soft">{t('provider.about')}</p>
      <Await of={provider}>
        {(kept) =>
          editing ? (
            <ProviderForm kept={kept} onEnd={() => setEditing(false)} />
          ) : kept === null ? (
            <Empty
              title={t('provider.none')}
              advice={t('provider.noneAdvice')}
              action={
                <Button type="primary" onClick={() => setEditing(true)}>
                  {t('provider.set')}
                </Button>
              }
            />
          ) : (
            <Shown kept={kept} onEdit={() => setEditing(true)} />
          )
        }
      </Await>
    </section>
  );
}

function Shown({ kept, onEdit }: { kept: Kept; onEdit: () => void }) {
  const { t } = useTranslation('access');
  const [asked, setAsked] = useState(false);
  const remove = useCommand({
    run: () => answer(directory.DELETE('/v1/identity-provider')),
    changes: [['directory', 'identity-provider']],
    done: t('provider.removed'),
  });
  return (
    <>
      <dl className={styles['facts']}>
        <dt>{t('provider.issuer')}</dt>
        <dd>{kept.issuer}</dd>
        <dt>{t('provider.clientId')}</dt>
        <dd>{kept.clientId}</dd>
        <dt>{t('provider.claim')}</dt>
        <dd>
          {t(`provider.by.${kept.claim}`)} <code className="small">{kept.claimName}</code>
        </dd>
        <dt>{t('provider.domains')}</dt>
        <dd>{kept.allowedDomains.length === 0 ? t('provider.anyDomain') : kept.allowedDomains.join(', ')}</dd>
        <dt>{t('provider.verified')}</dt>
        <dd>{t(kept.requireVerifiedEmail ? 'provider.must' : 'provider.need')}</dd>
      </dl>
      <div className="row">
        <Button type="primary" onClick={onEdit}>
          {t('provider.change')}
        </Button>
        <Button danger onClick={() => setAsked(true)}>
          {t('provider.remove')}
        </Button>
      </div>
      {asked ? (
        <ReasonDialog
          plain
          danger
          title={t('provider.removeTitle')}
          says={t('provider.removeSays')}
          go={t('provider.remove')}
          onClose={() => setAsked(false)}
          onGo={() => remove.mutateAsync()}
        />
      ) : null}
    </>
  );
}
