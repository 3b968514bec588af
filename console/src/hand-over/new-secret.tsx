import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { payroll } from '../api/clients.js';
import { useCommand } from '../api/use-command.js';
import { ReasonDialog } from '../ask/reason-dialog.js';
import { SecretShown } from '../ask/secret-shown.js';
import { HAND_OVER_CHANGES } from './hand-over-queries.js';

/** What signs the webhooks: shown this once, given to payroll. */
export function NewSecret() {
  const { t } = useTranslation('hand-over');
  const [asked, setAsked] = useState(false);
  const [secret, setSecret] = useState<string>();
  const make = useCommand({
    run: () => answer(payroll.POST('/v1/hand-over/secrets')),
    changes: HAND_OVER_CHANGES,
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
          onGo={async () => setSecret((await make.mutateAsync()).secret)}
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
