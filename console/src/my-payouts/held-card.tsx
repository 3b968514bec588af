import { useTranslation } from 'react-i18next';
import { Explain } from '../explain/explain.js';
import { Instant } from '../instant/instant.js';
import { Period } from '../instant/period.js';
import { Money } from '../money/money.js';
import type { HeldPay } from './payout.js';
import styles from './my-payouts.module.css';

/** Signed for and kept back: the first thing its owner wants to understand. */
export function HeldCard({ line }: { line: HeldPay }) {
  const { t } = useTranslation('my-payouts');
  return (
    <section className={`card ${styles['payout'] ?? ''}`}>
      <div className="row apart">
        <h2>
          <Period of={line.period} />
        </h2>
        <span className="tag warn">{t('held')}</span>
      </div>
      <p className={styles['amount']}>
        <Money of={line.amount} />
      </p>
      <p>{line.reason}</p>
      <p className="soft small">
        {t('heldSince')} <Instant at={line.since} />
      </p>
      <details className={styles['how']}>
        <summary>{t('how')}</summary>
        <Explain of={line.words.map((text, n) => ({ key: `${n} ${text}`, label: text }))} />
      </details>
    </section>
  );
}
