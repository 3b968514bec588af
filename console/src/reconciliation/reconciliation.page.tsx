import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { payroll } from '../api/clients.js';
import { listKey } from '../api/keys.js';
import { useCommand } from '../api/use-command.js';
import { Ago } from '../instant/instant.js';
import { PrintButton } from '../print/print-button.js';
import { useCycles } from '../process-log/log-queries.js';
import { useMay } from '../session/me.js';
import { Await } from '../states/await.js';
import { Empty } from '../states/empty.js';
import { OnlyFor } from '../states/not-allowed.js';
import { Differences } from './differences.js';
import { SumChain } from './sum-chain.js';
import styles from './reconciliation.module.css';

export function ReconciliationPage() {
  const { t } = useTranslation('reconciliation');
  const [cycle, setCycle] = useState<string | undefined>(undefined);
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p className="soft">{t('about')}</p>
        </div>
        <div className="row unprinted">
          <Which cycle={cycle} onChange={setCycle} />
          <RunNow cycle={cycle} />
          <PrintButton />
        </div>
      </header>
      <OnlyFor action="payroll.reconciliation.read">
        <Now cycle={cycle} />
        <Earlier />
      </OnlyFor>
    </div>
  );
}

function Which({ cycle, onChange }: { cycle: string | undefined; onChange: (next: string | undefined) => void }) {
  const { t } = useTranslation('reconciliation');
  const cycles = useCycles();
  return (
    <Select
      aria-label={t('which')}
      style={{ minWidth: '13rem' }}
      value={cycle ?? ''}
      options={[
        { value: '', label: t('everything') },
        ...(cycles.data?.items ?? []).map(({ id, period, definitionName }) => ({
          value: id,
          label: `${period} · ${definitionName}`,
        })),
      ]}
      onChange={(next) => onChange(next === '' ? undefined : next)}
    />
  );
}

function RunNow({ cycle }: { cycle: string | undefined }) {
  const { t } = useTranslation('reconciliation');
  const may = useMay('payroll.reconciliation.run');
  const run = useCommand({
    run: () => answer(payroll.POST('/v1/reconciliations', { body: cycle === undefined ? {} : { cycle } })),
    changes: [['payroll', 'reconciliation']],
    done: ({ agrees, differenceCount }) => t(agrees ? 'done.agrees' : 'done.differs', { count: differenceCount }),
  });
  if (!may) return null;
  return (
    <Button type="primary" loading={run.isPending} onClick={() => run.mutate()}>
      {t('run')}
    </Button>
  );
}

function Now({ cycle }: { cycle: string | undefined }) {
  const { t } = useTranslation('reconciliation');
  const view = useQuery({
    queryKey: [...listKey('payroll', 'reconciliation', { now: true, cycle }), 'payout', 'payout-run', 'bonus-list'],
    queryFn: () =>
      answer(payroll.GET('/v1/reconciliation', { params: { query: cycle === undefined ? {} : { cycle } } })),
  });
  return (
    <Await
      of={view}
      isEmpty={({ currencies, differences }) => currencies.length === 0 && differences.length === 0}
      empty={
        <div className="card">
          <Empty heading="h2" title={t('none')} advice={t('noneAdvice')} />
        </div>
      }
    >
      {(found) => (
        <>
          <p className={styles['verdict']} data-agrees={found.agrees} role="status">
            {t(found.agrees ? 'agrees' : 'differs', { count: found.differences.length })}
          </p>
          {found.currencies.map((sums) => (
            <SumChain key={sums.currency} sums={sums} />
          ))}
          {found.differences.length === 0 ? null : <Differences rows={found.differences} />}
        </>
      )}
    </Await>
  );
}

function Earlier() {
  const { t } = useTranslation('reconciliation');
  const results = useQuery({
    queryKey: listKey('payroll', 'reconciliation', { kept: true }),
    queryFn: () => answer(payroll.GET('/v1/reconciliations', { params: { query: { limit: 20 } } })),
  });
  return (
    <section className="card stack" aria-labelledby="kept">
      <h2 id="kept">{t('kept.title')}</h2>
      <Await of={results} isEmpty={({ items }) => items.length === 0} empty={<p className="soft">{t('kept.none')}</p>}>
        {({ items }) => (
          <ul className={styles['kept']}>
            {items.map((result) => (
              <li key={result.id} className="row apart">
                <span>
                  <Ago at={result.at} /> <span className="soft small">{t(`cause.${result.cause}`)}</span>
                </span>
                <span className={`tag ${result.agrees ? 'good' : 'bad'}`}>
                  {result.agrees ? t('kept.agrees') : t('kept.differs', { count: result.differenceCount })}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Await>
    </section>
  );
}
