import { Button, Checkbox, Input, Segmented, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { directory } from '../api/clients.js';
import { fieldProblems } from '../api/problem-words.js';
import { useCommand } from '../api/use-command.js';
import type { Provider } from './access-queries.js';
import styles from './access.module.css';

const CLAIMS = ['email', 'employee-number'] as const;

/** @param kept null: the first one */
export function ProviderForm({ kept, onEnd }: { kept: Provider | null; onEnd: () => void }) {
  const { t } = useTranslation('access');
  const id = useId();
  const [issuer, setIssuer] = useState(kept?.issuer ?? '');
  const [clientId, setClientId] = useState(kept?.clientId ?? '');
  const [clientSecret, setClientSecret] = useState('');
  const [claim, setClaim] = useState<(typeof CLAIMS)[number]>(kept?.claim ?? 'email');
  const [domains, setDomains] = useState<string[]>(kept?.allowedDomains ?? []);
  const [verified, setVerified] = useState(kept?.requireVerifiedEmail ?? true);
  const put = useCommand({
    run: () =>
      answer(
        directory.PUT('/v1/identity-provider', {
          body: {
            issuer: issuer.trim(),
            clientId: clientId.trim(),
            ...(clientSecret === '' ? {} : { clientSecret }),
            claim,
            // A name that was chosen for this claim stays; for another claim the usual name holds.
            ...(kept !== null && kept.claim === claim ? { claimName: kept.claimName } : {}),
            allowedDomains: domains,
            requireVerifiedEmail: verified,
            ...(kept === null ? {} : { version: kept.version }),
          },
        }),
      ),
    changes: [['directory', 'identity-provider']],
    done: t('provider.saved'),
    shown: (error) => fieldProblems(error).size > 0,
  });
  const problems = fieldProblems(put.error);
  const fields = [
    ['issuer', issuer, setIssuer],
    ['clientId', clientId, setClientId],
  ] as const;
  const ready = issuer.trim() !== '' && clientId.trim() !== '' && (kept !== null || clientSecret !== '');
  return (
    <form
      className="stack"
      aria-label={t('provider.set')}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) put.mutate(undefined, { onSuccess: onEnd });
      }}
    >
      <div className={styles['form']}>
        {fields.map(([name, value, set]) => (
          <div key={name}>
            <label htmlFor={`${id}-${name}`}>{t(`provider.${name}`)}</label>
            <Input
              id={`${id}-${name}`}
              value={value}
              autoCapitalize="none"
              status={problems.has(name) ? 'error' : ''}
              {...(name === 'issuer' ? { placeholder: 'https://' } : {})}
              onChange={({ target }) => set(target.value)}
            />
          </div>
        ))}
        <div>
          <label htmlFor={`${id}-secret`}>{t('provider.secret')}</label>
          <Input.Password
            id={`${id}-secret`}
            value={clientSecret}
            autoComplete="new-password"
            {...(kept === null ? {} : { placeholder: t('provider.keepSecret') })}
            onChange={({ target }) => setClientSecret(target.value)}
          />
        </div>
        <div>
          <label htmlFor={`${id}-domains`}>{t('provider.domains')}</label>
          <Select
            id={`${id}-domains`}
            mode="tags"
            style={{ width: '100%' }}
            value={domains}
            placeholder={t('provider.anyDomain')}
            tokenSeparators={[',', ' ']}
            open={false}
            suffixIcon={null}
            onChange={setDomains}
          />
        </div>
      </div>
      <div>
        <span className="soft small">{t('provider.claim')}</span>
        <br />
        <Segmented
          aria-label={t('provider.claim')}
          value={claim}
          options={CLAIMS.map((value) => ({ value, label: t(`provider.by.${value}`) }))}
          onChange={setClaim}
        />
      </div>
      <Checkbox checked={verified} onChange={({ target }) => setVerified(target.checked)}>
        {t('provider.mustBeVerified')}
      </Checkbox>
      {[...problems.values()].map((text) => (
        <p key={text} className="late" role="alert">
          {text}
        </p>
      ))}
      <div className="row">
        <Button type="primary" htmlType="submit" disabled={!ready} loading={put.isPending}>
          {t('provider.save')}
        </Button>
        <Button onClick={onEnd}>{t('cancel')}</Button>
      </div>
    </form>
  );
}
