import { useTranslation } from 'react-i18next';
import { Explain } from '../explain/explain.js';
import { Instant } from '../instant/instant.js';
import { Period } from '../instant/period.js';
import { Money } from '../money/money.js';
import { GivenUp } from './given-up.js';
import type { HeldPay } from './payout.js';
import styles from './my-payouts.module.css';

/** Signed for and kept back, or given up since: the first thing its owner wants to understand. */
export function HeldCard({ line, as: Card = 'section' }: { line: HeldPay; as?: 'li' | 'section' }) {
  const { t } = useTranslation('my-payouts');
  const { amount, givenUpAt, reason } = line;
  return (
    <Card className={`card ${styles['payout'] ?? ''}`}>
      <div className="row apart">
        <h2>
          <Period of={line.period} />
        </h2>
        {givenUpAt === null ? (
          <span className="tag warn">{t('held')}</span>
        ) : (
          <span className="tag bad">{t('givenUp.tag')}</span>
        )}
      </div>
      <p className={styles['amount']}>
        <Money of={amount} />
      </p>
      {givenUpAt === null ? <p>{reason}</p> : <GivenUp of={{ amount, at: givenUpAt, reason }} what="all" />}
      <p className="soft small">
        {t('heldSince')} <Instant at={line.since} />
      </p>
      <details className={styles['how']}>
        <summary>{t('how')}</summary>
        <Explain of={line.words.map((text, n) => ({ key: `${n} ${text}`, label: text }))} />
      </details>
    </Card>
  );
}
