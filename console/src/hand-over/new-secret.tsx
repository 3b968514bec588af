import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { payroll } from '../api/clients.js';
import { useCommand } from '../api/use-command.js';
import { ReasonDialog } from '../ask/reason-dialog.js';
import { SecretShown } from '../ask/secret-shown.js';
import { HAND_OVER_CHANGES } from './hand-over-queries.js';

/** What signs the webhooks: shown this once, given to payroll. Where there is one already it is asked of a second person first. */
export function NewSecret() {
  const { t } = useTranslation('hand-over');
  const [asked, setAsked] = useState(false);
  const [secret, setSecret] = useState<string>();
  const make = useCommand({
    run: () => answer(payroll.POST('/v1/hand-over/secrets')),
    changes: HAND_OVER_CHANGES,
    done: (made) => t('secret' in made ? 'secret.shown' : 'secret.asked'),
  });
  return (
    <>
      <Button onClick={() => setAsked(true)}>{t('secret.go')}</Button>
      {asked ? (
        <ReasonDialog
          plain
          title={t('secret.title')}
          says={t('secret.says')}
          go={t('secret.go')}
          onClose={() => setAsked(false)}
          onGo={async () => {
            const done = await make.mutateAsync();
            if ('secret' in done) setSecret(done.secret);
          }}
        />
      ) : null}
      {secret === undefined ? null : (
        <SecretShown
          title={t('secret.shown')}
          says={t('secret.once')}
          secret={secret}
          onKept={() => setSecret(undefined)}
        />
      )}
    </>
  );
}
