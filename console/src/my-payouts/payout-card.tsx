import { useTranslation } from 'react-i18next';
import { Explain } from '../explain/explain.js';
import { Instant } from '../instant/instant.js';
import { Period } from '../instant/period.js';
import { Money } from '../money/money.js';
import { GivenUp } from './given-up.js';
import type { Payout } from './payout.js';
import { PATH, stepsOf } from './payout-path.js';
import styles from './my-payouts.module.css';

const TONES: Readonly<Record<Payout['state'], string>> = {
  requested: 'calm',
  'handed-over': 'calm',
  accepted: 'calm',
  paid: 'good',
  rejected: 'bad',
  unknown: 'warn',
  reversed: '',
};

/** One amount, how far it has come, and how it was computed. */
export function PayoutCard({ payout, open }: { payout: Payout; open: boolean }) {
  const { t } = useTranslation('my-payouts');
  const reached = stepsOf(payout.state);
  const at: Partial<Record<(typeof PATH)[number], string | null>> = {
    requested: payout.requestedAt,
    accepted: payout.answeredAt,
    paid: payout.paidAt,
  };
  return (
    <li className={`card ${styles['payout'] ?? ''}`}>
      <div className="row apart">
        <h2>
          <Period of={payout.period} />
        </h2>
        <span className={`tag ${TONES[payout.state]}`}>{t(`state.${payout.state}`)}</span>
      </div>
      <p className={styles['amount']}>
        <Money of={payout.amount} />
      </p>
      {payout.state === 'rejected' || payout.state === 'reversed' ? null : (
        <ol className={styles['path']} aria-label={t('path.label')}>
          {PATH.map((step, n) => (
            <li key={step} data-done={n < reached} aria-current={n === reached - 1 ? 'step' : undefined}>
              <span>{t(`path.${step}`)}</span>
              <small className="soft">{n < reached && at[step] != null ? <Instant at={at[step]} /> : null}</small>
            </li>
          ))}
        </ol>
      )}
      <p className="soft">{t(`meaning.${payout.state}`)}</p>
      {payout.rejection === null ? null : (
        <p className="late">{t('rejection', { text: payout.rejection.text, code: payout.rejection.code })}</p>
      )}
      {payout.givenUp === null ? null : <GivenUp of={payout.givenUp} what="rest" />}
      <details open={open} className={styles['how']}>
        <summary>{t('how')}</summary>
        <Explain of={payout.words.map((line, n) => ({ key: `${n} ${line}`, label: line }))} />
        {payout.reference === null ? null : <p className="soft small">{t('reference', { id: payout.reference })}</p>}
      </details>
    </li>
  );
}
