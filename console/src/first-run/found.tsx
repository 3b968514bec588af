import { Button, Input, Select } from 'antd';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api/api-problem.js';
import { answer } from '../api/carry.js';
import { gateway } from '../api/clients.js';
import { fieldProblems, problemWords } from '../api/problem-words.js';
import { Mark } from '../look/mark.js';
import { LanguageSwitch } from '../shell/language-switch.js';
import { usePageTitle } from '../shell/page-title.js';
import styles from './first-run.module.css';
import { StepRail } from './step-rail.js';

const ZONES = Intl.supportedValuesOf('timeZone').map((value) => ({ value, label: value }));
const CURRENCIES = Intl.supportedValuesOf('currency').map((value) => ({ value, label: value }));
const COMPANY_KEPT_AS = 'goalbeat.company';
const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
const currencyOf = (zone: string): string =>
  zone === 'Asia/Shanghai' ? 'CNY' : zone.startsWith('Europe/') ? 'EUR' : 'USD';
/** Only Latin letters, digits and dashes are typed at each sign-in. */
const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40);

interface Form {
  code: string;
  name: string;
  slug: string;
  zone: string;
  currency: string;
  number: string;
  admin: string;
  email: string;
  password: string;
}

/** With no company yet: whoever has the set-up code founds it and goes on signed in. */
export function Found({ onSignIn }: { onSignIn: () => void }) {
  const { t } = useTranslation('first-run');
  const { t: say } = useTranslation('problem');
  const { t: shell } = useTranslation('shell');
  usePageTitle(t('welcome'));
  const [form, setForm] = useState<Form>(() => ({
    code: '',
    name: '',
    slug: '',
    zone: ownZone(),
    currency: currencyOf(ownZone()),
    number: 'ADMIN',
    admin: '',
    email: '',
    password: '',
  }));
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const wrong = fieldProblems(error);
  const there = error instanceof ApiProblem && error.code === 'wrong-state';
  const set = (part: Partial<Form>): void => setForm({ ...form, ...part });
  const slug = form.slug === '' ? slugOf(form.name) : form.slug;

  const found = async (): Promise<void> => {
    setBusy(true);
    setError(undefined);
    const { code, name, zone, currency, number, admin, email, password } = form;
    try {
      await answer(
        gateway.POST('/api/first-run', {
          body: {
            code,
            company: { slug, name: name.trim(), zone, currency },
            admin: { number: number.trim(), name: admin.trim(), email: email.trim(), password },
          },
        }),
      );
      window.localStorage.setItem(COMPANY_KEPT_AS, slug);
      // Everything is read anew, now with a session.
      window.location.assign('/first-run');
    } catch (thrown) {
      setError(thrown);
      setBusy(false);
    }
  };

  return (
    <div className={styles['whole']}>
      <header className={styles['head']}>
        <span className={styles['name']}>
          <Mark size={34} /> {shell('product')}
        </span>
        <LanguageSwitch />
      </header>
      <main className={styles['main']}>
        <div>
          <h1>{t('welcome')}</h1>
          <p className="soft">{t('welcomeMore')}</p>
        </div>
        <StepRail at="company" />
        <form
          className="card stack"
          aria-labelledby="found"
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            void found();
          }}
        >
          <h2 id="found">{t('found.title')}</h2>
          <Field label={t('found.code')} help={t('found.codeHelp')} problem={wrong.get('code')}>
            <Input required autoComplete="off" value={form.code} onChange={(e) => set({ code: e.target.value })} />
          </Field>
          <div className={styles['pair']}>
            <Field label={t('found.name')} problem={wrong.get('company.name')}>
              <Input
                required
                autoComplete="organization"
                value={form.name}
                onChange={(e) => set({ name: e.target.value })}
              />
            </Field>
            <Field label={t('found.slug')} help={t('found.slugHelp')} problem={wrong.get('company.slug')}>
              <Input required value={slug} autoCapitalize="none" onChange={(e) => set({ slug: e.target.value })} />
            </Field>
            <Field label={t('found.zone')} problem={wrong.get('company.zone')}>
              <Select
                showSearch
                value={form.zone}
                options={ZONES}
                onChange={(zone: string) => set({ zone, currency: currencyOf(zone) })}
              />
            </Field>
            <Field label={t('found.currency')} problem={wrong.get('company.currency')}>
              <Select
                showSearch
                value={form.currency}
                options={CURRENCIES}
                onChange={(currency: string) => set({ currency })}
              />
            </Field>
          </div>
          <h2>{t('found.admin')}</h2>
          <p className="soft small">{t('found.adminHelp')}</p>
          <div className={styles['pair']}>
            <Field label={t('found.number')} problem={wrong.get('admin.number')}>
              <Input
                required
                autoComplete="username"
                value={form.number}
                onChange={(e) => set({ number: e.target.value })}
              />
            </Field>
            <Field label={t('found.adminName')} problem={wrong.get('admin.name')}>
              <Input required autoComplete="name" value={form.admin} onChange={(e) => set({ admin: e.target.value })} />
            </Field>
            <Field label={t('found.email')} problem={wrong.get('admin.email')}>
              <Input
                required
                type="email"
                autoComplete="email"
                value={form.email}
                onChange={(e) => set({ email: e.target.value })}
              />
            </Field>
            <Field label={t('found.password')} help={t('found.passwordHelp')} problem={wrong.get('admin.password')}>
              <Input.Password
                required
                autoComplete="new-password"
                value={form.password}
                onChange={(e) => set({ password: e.target.value })}
              />
            </Field>
          </div>
          {error === undefined ? null : (
            <div role="alert" className={styles['refused']}>
              <p>{there ? t('found.there') : problemWords(error, say).advice}</p>
              {there ? <Button onClick={onSignIn}>{t('found.signIn')}</Button> : null}
            </div>
          )}
          <Button type="primary" htmlType="submit" size="large" loading={busy}>
            {t('found.go')}
          </Button>
        </form>
      </main>
    </div>
  );
}

function Field(props: { label: string; help?: string; problem: string | undefined; children: ReactNode }) {
  return (
    <label className={styles['field']} data-bad={props.problem === undefined ? undefined : true}>
      <span>{props.label}</span>
      {props.children}
      {props.problem === undefined ? null : <em className="late small">{props.problem}</em>}
      {props.help === undefined ? null : <small className="soft">{props.help}</small>}
    </label>
  );
}
