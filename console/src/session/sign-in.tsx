import { useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { gateway } from '../api/clients.js';
import { problemWords } from '../api/problem-words.js';
import { Mark } from '../look/mark.js';
import { LanguageSwitch } from '../shell/language-switch.js';
import { usePageTitle } from '../shell/page-title.js';
import { sessionKey } from './session-key.js';
import { signInRefusal } from './sign-in-refusal.js';
import styles from './sign-in.module.css';

const COMPANY_KEPT_AS = 'goalbeat.company';
export function SignIn({ note }: { note?: string }) {
  const { t } = useTranslation('shell');
  const { t: say } = useTranslation('problem');
  const client = useQueryClient();
  usePageTitle(t('signIn.title'));
  const [tenant, setTenant] = useState(() => window.localStorage.getItem(COMPANY_KEPT_AS) ?? '');
  const [number, setNumber] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | undefined>(() =>
    signInRefusal === undefined ? undefined : t(`signIn.refused.${signInRefusal}`),
  );

  const signIn = async (): Promise<void> => {
    setBusy(true);
    setTrouble(undefined);
    try {
      const body = { tenant: tenant.trim(), number: number.trim(), password };
      const { me } = await answer(gateway.POST('/api/session', { body }));
      window.localStorage.setItem(COMPANY_KEPT_AS, body.tenant);
      if (window.location.search.includes('sign-in-refused'))
        window.history.replaceState(null, '', window.location.pathname);
      client.setQueryData(sessionKey, me);
    } catch (error) {
      setTrouble(problemWords(error, say).advice);
    } finally {
      setBusy(false);
    }
  };
  const byCompany = (): void => {
    if (tenant.trim() === '') setTrouble(t('signIn.nameCompany'));
    else window.location.assign(`/api/session/oidc/${encodeURIComponent(tenant.trim())}/start`);
  };

  return (
    <div className={styles['whole']}>
      <header className={styles['head']}>
        <span className={styles['name']}>
          <Mark size={34} /> {t('product')}
        </span>
        <LanguageSwitch />
      </header>
      <main className={styles['main']}>
        <div className={styles['promise']}>
          <h1>{t('signIn.promise')}</h1>
          <p>{t('signIn.promiseMore')}</p>
          <svg className={styles['beat']} viewBox="0 0 560 90" aria-hidden="true" focusable="false">
            <path d="M0 52h86l14-30 22 58 15-42 8 14h74l14-30 22 58 15-42 8 14h74l14-30 22 58 15-42 8 14h149" />
            <circle cx="556" cy="52" r="4" />
          </svg>
        </div>
        <form
          className={`card ${styles['form'] ?? ''}`}
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            void signIn();
          }}
        >
          <h2>{t('signIn.title')}</h2>
          {note === undefined ? null : <p className="soft">{note}</p>}
          <label>
            <span>{t('signIn.company')}</span>
            <Input
              size="large"
              autoComplete="organization"
              autoCapitalize="none"
              required
              value={tenant}
              onChange={(event) => setTenant(event.target.value)}
            />
          </label>
          <label>
            <span>{t('signIn.number')}</span>
            <Input
              size="large"
              autoComplete="username"
              autoCapitalize="none"
              required
              value={number}
              onChange={(event) => setNumber(event.target.value)}
            />
          </label>
          <label>
            <span>{t('signIn.password')}</span>
            <Input.Password
              size="large"
              autoComplete="current-password"
              required
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          </label>
          {trouble === undefined ? null : (
            <p role="alert" className="late">
              {trouble}
            </p>
          )}
          <Button type="primary" htmlType="submit" size="large" block loading={busy}>
            {t('signIn.go')}
          </Button>
          <Button size="large" block onClick={byCompany}>
            {t('signIn.byCompany')}
          </Button>
        </form>
      </main>
    </div>
  );
}
