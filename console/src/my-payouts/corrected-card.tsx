import { useTranslation } from 'react-i18next';
import { Explain } from '../explain/explain.js';
import { Instant } from '../instant/instant.js';
import { Period } from '../instant/period.js';
import { Money } from '../money/money.js';
import { type CorrectedPay, isOpen } from './payout.js';
import styles from './my-payouts.module.css';

/** What corrections made of a bonus, why, and what becomes of the difference: nobody learns it from the bank. */
export function CorrectedCard({ of, as: Card = 'li' }: { of: CorrectedPay; as?: 'li' | 'section' }) {
  const { t } = useTranslation('my-payouts');
  const { first, now, keptBack, takenOff } = of;
  return (
    <Card className={`card ${styles['payout'] ?? ''}`}>
      <div className="row apart">
        <h2>
          <Period of={of.period} />
        </h2>
        <span className={`tag ${isOpen(of) ? 'warn' : 'calm'}`}>{t('corrected.tag')}</span>
      </div>
      <p className={styles['amount']}>
        <Money of={now} />
      </p>
      <p>
        {t('corrected.first')} <Money of={first} />
      </p>
      {keptBack === null ? null : (
        <dl className={styles['sums']}>
          <div>
            <dt>{t('corrected.keptBack')}</dt>
            <dd>
              <Money of={keptBack.total} />
            </dd>
          </div>
          <div>
            <dt>{t('corrected.settled')}</dt>
            <dd>
              <Money of={keptBack.settled} />
            </dd>
          </div>
          <div>
            <dt>{t('corrected.open')}</dt>
            <dd>
              <Money of={keptBack.open} />
            </dd>
          </div>
        </dl>
      )}
      {keptBack === null || keptBack.by.length === 0 ? null : (
        <ul className="soft small">
          {keptBack.by.map((one) => (
            <li key={`${one.period} ${one.at}`}>
              <Period of={one.period} />: <Money of={one.amount} />, <Instant at={one.at} />
            </li>
          ))}
        </ul>
      )}
      {takenOff === null ? null : (
        <p>
          {t('corrected.takenOff')} <Money of={takenOff} />
        </p>
      )}
      <ul className="stack">
        {of.corrections.map((one, n) => (
          <li key={one.id}>
            <p>
              <Instant at={one.at} />: {one.reason}
            </p>
            {one.message === null ? null : (
              <p>
                {t('corrected.message')} {one.message}
              </p>
            )}
            <p className="soft small">
              <Money of={one.before} /> → <Money of={one.after} /> (<Money of={one.difference} />)
            </p>
            {one.words.length === 0 ? null : (
              <details open={n === 0 && isOpen(of)} className={styles['how']}>
                <summary>{t('how')}</summary>
                <Explain of={one.words.map((text, at) => ({ key: `${at} ${text}`, label: text }))} />
              </details>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
