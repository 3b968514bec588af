import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { payroll } from '../api/clients.js';
import { useCommand } from '../api/use-command.js';
import { ReasonDialog } from '../ask/reason-dialog.js';
import { Instant } from '../instant/instant.js';
import { Period } from '../instant/period.js';
import { Money } from '../money/money.js';
import { PersonName } from '../names/names.js';
import { useMe } from '../session/me.js';
import { HAND_OVER_CHANGES, type Change } from './hand-over-queries.js';
import { SettingFacts } from './setting-facts.js';
import styles from './hand-over.module.css';

type Deed = 'confirm' | 'refuse' | 'withdraw';
const TONE = { open: 'warn', confirmed: 'good', refused: 'bad', withdrawn: '', overtaken: '' } as const;

/** What is asked for, by whom and why; whoever did not ask for it confirms or refuses it. */
export function ChangeCard({ change }: { change: Change }) {
  const { t } = useTranslation('hand-over');
  return (
    <article className="card stack" aria-label={t(`change.kind.${change.kind}`)}>
      <div className="row apart">
        <h3>{t(`change.kind.${change.kind}`)}</h3>
        <span className={`tag ${TONE[change.state]}`}>{t(`change.state.${change.state}`)}</span>
      </div>
      <Wanted change={change} />
      <p>
        <PersonName id={change.askedBy} /> <Instant at={change.askedAt} />
        {change.reason === null ? null : (
          <>
            <br />
            <q>{change.reason}</q>
          </>
        )}
      </p>
      {change.state === 'open' ? <Deeds change={change} /> : <Ended change={change} />}
    </article>
  );
}

function Wanted({ change: { kind, setting, address, finding, results } }: { change: Change }) {
  const { t } = useTranslation('hand-over');
  if (kind === 'secret') return <p>{t('change.secret')}</p>;
  if (setting !== null) {
    return (
      <div className={styles['form']}>
        <section>
          <h4 className="soft small">{t('change.present')}</h4>
          <SettingFacts of={setting.present} />
        </section>
        <section>
          <h4 className="soft small">{t('change.wanted')}</h4>
          <SettingFacts of={setting.wanted} />
        </section>
      </div>
    );
  }
  if (address !== null) {
    return (
      <dl className={styles['facts']}>
        {(['present', 'wanted'] as const).map((side) => (
          <div key={side} className={styles['pair']}>
            <dt>{t(`change.${side}`)}</dt>
            <dd>
              {address[side].url ?? '–'}
              {address[side].queryUrl === null ? '' : ` · ${address[side].queryUrl}`}
              {` · ${t(address[side].deduplicates ? 'setting.dropped' : 'setting.notDropped')}`}
            </dd>
          </div>
        ))}
      </dl>
    );
  }
  if (results !== null) {
    return (
      <>
        <p>{t('change.results')}</p>
        <Payouts of={results.payouts} />
      </>
    );
  }
  if (finding === null) return null;
  return (
    <>
      <p>
        <strong>{t(`finding.${finding.finding}.go`)}</strong> {t(`finding.${finding.finding}.says`)}
      </p>
      <Payouts of={finding.payouts} />
    </>
  );
}

function Payouts({ of }: { of: NonNullable<Change['results']>['payouts'] }) {
  return (
    <ul>
      {of.map(({ payoutId, personNumber, period, amount }) => (
        <li key={payoutId} className="row apart">
          <span>
            {personNumber} · <Period of={period} />
          </span>
          <Money of={amount} />
        </li>
      ))}
    </ul>
  );
}

function Ended({ change }: { change: Change }) {
  if (change.decidedAt === null) return null;
  return (
    <p>
      {change.decidedBy === null ? null : <PersonName id={change.decidedBy} />} <Instant at={change.decidedAt} />
      {change.decisionReason === null ? null : (
        <>
          <br />
          <q>{change.decisionReason}</q>
        </>
      )}
    </p>
  );
}

function Deeds({ change }: { change: Change }) {
  const { t } = useTranslation('hand-over');
  const me = useMe();
  const [asked, setAsked] = useState<Deed | null>(null);
  const decide = useCommand({
    run: ({ deed, reason }: { deed: Deed; reason: string }) => {
      const params = { path: { id: change.id } };
      const { version } = change;
      const said = { version, ...(reason === '' ? {} : { reason }) };
      if (deed === 'confirm') return answer(payroll.POST('/v1/hand-over/changes/{id}/confirm', { params, body: said }));
      if (deed === 'withdraw')
        return answer(payroll.POST('/v1/hand-over/changes/{id}/withdraw', { params, body: said }));
      return answer(payroll.POST('/v1/hand-over/changes/{id}/refuse', { params, body: { version, reason } }));
    },
    changes: HAND_OVER_CHANGES,
    done: ({ state }) => t(`change.state.${state}`),
  });
  const deeds: readonly Deed[] = change.askedBy === me.person?.id ? ['withdraw'] : ['confirm', 'refuse'];
  return (
    <div className="row">
      {deeds.map((deed) => (
        <Button
          key={deed}
          {...(deed === 'confirm' ? { type: 'primary' as const } : { danger: deed === 'refuse' })}
          onClick={() => setAsked(deed)}
        >
          {t(`change.${deed}.go`)}
        </Button>
      ))}
      {deeds.includes('withdraw') ? <span className="soft small">{t('change.second')}</span> : null}
      {asked === null ? null : (
        <ReasonDialog
          title={t(`change.${asked}.title`)}
          says={t(`change.${asked}.says`)}
          go={t(`change.${asked}.go`)}
          optional={asked !== 'refuse'}
          danger={asked === 'refuse'}
          onClose={() => setAsked(null)}
          onGo={(reason) => decide.mutateAsync({ deed: asked, reason })}
        />
      )}
    </div>
  );
}
