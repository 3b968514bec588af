import type { components } from '@goalbeat/api-client/generated/payroll';
import { useTranslation } from 'react-i18next';
import { signOf } from '../money/amounts.js';
import { Money } from '../money/money.js';
import styles from './reconciliation.module.css';

type Sums = components['schemas']['Reconciliation']['currencies'][number];

const STATIONS = ['signed', 'posted', 'handedOver'] as const;
const ENDS = ['paid', 'unpaid', 'unanswered'] as const;

/** signed = posted = handed over = paid + unpaid + unanswered, in one currency. */
export function SumChain({ sums }: { sums: Sums }) {
  const { t } = useTranslation('reconciliation');
  const between = { signed: null, posted: sums.toPost, handedOver: sums.toHandOver } as const;
  return (
    <section className="card stack" aria-label={sums.currency}>
      <div className="row apart">
        <h2>{sums.currency}</h2>
        <span className={`tag ${sums.agrees ? 'good' : 'bad'}`}>{t(sums.agrees ? 'sum.agrees' : 'sum.differs')}</span>
      </div>
      <ol className={styles['chain']}>
        {STATIONS.map((station) => {
          const open = between[station];
          return (
            <li key={station}>
              <span className="soft small">{t(`sum.${station}`)}</span>
              <strong>
                <Money of={sums[station]} />
              </strong>
              {open === null || signOf(open) === 0 ? null : (
                <span className="small">
                  {t(station === 'posted' ? 'sum.toPost' : 'sum.toHandOver')} <Money of={open} />
                </span>
              )}
            </li>
          );
        })}
        <li>
          <span className="soft small">{t('sum.answered')}</span>
          <dl className={styles['ends']}>
            {ENDS.map((end) => (
              <div key={end}>
                <dt>{t(`sum.${end}`)}</dt>
                <dd>
                  <Money of={sums[end]} />
                </dd>
              </div>
            ))}
          </dl>
        </li>
      </ol>
      {sums.ledgerBalanced ? null : <p className="late">{t('sum.ledger')}</p>}
    </section>
  );
}
