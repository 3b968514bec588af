import { localOf } from '@goalbeat/domain/calendar/zone';
import { Button, Input, Select } from 'antd';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { directory, gateway } from '../api/clients.js';
import { fieldProblems } from '../api/problem-words.js';
import { useCommand } from '../api/use-command.js';
import { useNow } from '../instant/business-clock.js';
import { useMe, useZone } from '../session/me.js';
import { useSignOut } from '../session/use-sign-out.js';
import styles from './first-run.module.css';
import { hrFirst, leadsHr, type Person } from './standing.js';

const SHORTEST = 10;

/** Administrators give roles and do not run HR: whoever does gets an account here and goes on. */
export function HrStep({ people }: { people: readonly Person[] }) {
  const { t } = useTranslation('first-run');
  const me = useMe();
  const [zone, now] = [useZone(), useNow()];
  const signOut = useSignOut();
  const sorted = hrFirst(people);
  const [chosen, choose] = useState(sorted[0]?.id);
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const person = sorted.find(({ id }) => id === chosen);
  const go = useCommand({
    run: async ({ id, number, version, ...who }: Person) => {
      if (!leadsHr(who)) {
        await answer(
          directory.POST('/v1/people/{id}/changes', {
            params: { path: { id } },
            body: {
              effectiveOn: localOf(new Date(now).toISOString(), zone).date,
              version,
              reason: t('hr.reason'),
              set: { grant: [{ role: 'hr-lead', unitId: null }] },
            },
          }),
        );
      }
      await answer(directory.POST('/v1/accounts', { body: { accounts: [{ number, password }] } }));
      return answer(gateway.POST('/api/session', { body: { tenant: me.tenant.slug, number, password } }));
    },
    changes: [['directory', 'person']],
    done: t('hr.done', { name: person?.name ?? '' }),
    shown: (error) => fieldProblems(error).has('accounts.0.password'),
  });
  const differs = again !== '' && again !== password;
  const weak = fieldProblems(go.error).get('accounts.0.password');
  const ready = person !== undefined && password.length >= SHORTEST && again === password;
  const asThem = async (): Promise<void> => {
    if (person === undefined) return;
    await go.mutateAsync(person);
    // What the administrator has read is not all theirs to see: everything is read anew.
    window.location.reload();
  };
  return (
    <form
      className="card stack"
      aria-labelledby="hr"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (ready) void asThem().catch(() => undefined);
      }}
    >
      <h2 id="hr">{t('hr.title')}</h2>
      <p>{t('hr.lead')}</p>
      <label className={styles['field']}>
        <span>{t('hr.who')}</span>
        <Select
          showSearch
          optionFilterProp="label"
          value={chosen ?? null}
          options={sorted.map((one) => ({
            value: one.id,
            label: `${one.name} ${one.number}${leadsHr(one) ? ` · ${t('hr.leads')}` : ''}`,
          }))}
          onChange={choose}
        />
        <small className="soft">{t('hr.whoHelp')}</small>
      </label>
      <div className={styles['pair']}>
        <label className={styles['field']} data-bad={weak === undefined ? undefined : true}>
          <span>{t('hr.password')}</span>
          <Input.Password
            autoComplete="new-password"
            value={password}
            onChange={({ target }) => setPassword(target.value)}
          />
          <small className={weak === undefined ? 'soft' : 'late'}>{weak ?? t('hr.passwordHelp')}</small>
        </label>
        <label className={styles['field']} data-bad={differs ? true : undefined}>
          <span>{t('hr.again')}</span>
          <Input.Password autoComplete="new-password" value={again} onChange={({ target }) => setAgain(target.value)} />
          {differs ? <small className="late">{t('hr.differs')}</small> : null}
        </label>
      </div>
      <div className="row apart">
        <Button type="link" onClick={() => void signOut(false)}>
          {t('hr.has')}
        </Button>
        <Button type="primary" htmlType="submit" disabled={!ready} loading={go.isPending}>
          {t('hr.go', { name: person?.name ?? '' })}
        </Button>
      </div>
    </form>
  );
}
