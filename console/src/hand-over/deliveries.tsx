import { Link } from '@tanstack/react-router';
import { Button, Checkbox, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Period } from '../instant/period.js';
import { RealAgo } from '../instant/real-ago.js';
import { Money } from '../money/money.js';
import { useMay, useMe } from '../session/me.js';
import { Await } from '../states/await.js';
import { Empty } from '../states/empty.js';
import { DecideFinding } from './decide-finding.js';
import { DELIVERY_FILTERS, findingsFor, type DeliveryFilter } from './findings.js';
import { useDeliveries, usePayout, type Stuck } from './hand-over-queries.js';
import styles from './hand-over.module.css';

const MOST_AT_ONCE = 500;

/** Payouts on their way, those first that need somebody to look them up at payroll. */
export function Deliveries() {
  const { t } = useTranslation('hand-over');
  const mayDecide = useMay('payroll.hand-over.decide');
  const isLead = useMay('payroll.hand-over.write');
  const [filter, setFilter] = useState<DeliveryFilter>('unclear');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const found = useDeliveries(filter);
  const findings = mayDecide ? findingsFor(filter) : [];
  const choose = (id: string, on: boolean): void =>
    setChosen((was) => {
      const next = new Set(was);
      if (!on) next.delete(id);
      else if (next.size < MOST_AT_ONCE) next.add(id);
      return next;
    });
  return (
    <section className="stack" aria-label={t('tab.deliveries')}>
      <div className={styles['scroll']}>
        <Segmented
          aria-label={t('which')}
          value={filter}
          options={DELIVERY_FILTERS.map((value) => ({ value, label: t(`filter.${value}`) }))}
          onChange={(next) => {
            setFilter(next);
            setChosen(new Set());
          }}
        />
      </div>
      <p className="soft">{t(`says.${filter}`)}</p>
      {filter === 'refused' && mayDecide && !isLead ? <p className="soft">{t('leadDecides')}</p> : null}
      <Await
        of={found}
        isEmpty={(rows) => rows.length === 0}
        empty={<Empty heading="h2" title={t('none.title')} advice={t('none.advice')} />}
      >
        {(rows) => (
          <>
            <ul className="stack">
              {rows.map((row) => (
                <li key={row.payoutId}>
                  <Row
                    row={row}
                    chosen={chosen.has(row.payoutId)}
                    {...(findings.length === 0 ? {} : { onChoose: (on: boolean) => choose(row.payoutId, on) })}
                  />
                </li>
              ))}
            </ul>
            {found.hasNextPage ? (
              <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
                {t('more')}
              </Button>
            ) : null}
          </>
        )}
      </Await>
      {findings.length === 0 || chosen.size === 0 ? null : (
        <DecideFinding findings={findings} payoutIds={[...chosen]} onDone={() => setChosen(new Set())} />
      )}
    </section>
  );
}

interface RowProps {
  row: Stuck;
  chosen: boolean;
  onChoose?: (on: boolean) => void;
}

function Row({ row: { payoutId, delivery }, chosen, onChoose }: RowProps) {
  const { t } = useTranslation('hand-over');
  const me = useMe();
  const { data: payout } = usePayout(payoutId);
  const mine = payout !== undefined && payout.personId === me.person?.id;
  const name = payout === undefined ? payoutId : `${payout.personName} ${payout.personNumber}`;
  return (
    <article className="card stack" aria-label={name}>
      <div className="row apart">
        <span className="row">
          {onChoose === undefined || mine ? null : (
            <Checkbox
              aria-label={t('choose', { name })}
              checked={chosen}
              onChange={({ target }) => onChoose(target.checked)}
            />
          )}
          {payout === undefined ? (
            <code className="small">{payoutId}</code>
          ) : (
            <strong>
              {payout.personName}{' '}
              <span className="soft small">
                {payout.personNumber} · <Period of={payout.period} />
              </span>
            </strong>
          )}
        </span>
        {payout === undefined ? null : (
          <strong>
            <Money of={payout.amount} />
          </strong>
        )}
      </div>
      {mine ? <p className="soft">{t('own')}</p> : null}
      {delivery === null ? null : (
        <p className="soft small">
          {t(`way.${delivery.way}`)} · {t('attempts', { count: delivery.attempts })} ·{' '}
          <RealAgo at={delivery.changedAt} />
          {delivery.status === null ? '' : ` · HTTP ${delivery.status}`}
        </p>
      )}
      {delivery?.error == null ? null : <p className="late small">{delivery.error}</p>}
      <Link to="/process-log" search={{ subject: `payout:${payoutId}` }} className="small">
        {t('log')}
      </Link>
    </article>
  );
}
