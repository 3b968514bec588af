import { Link } from '@tanstack/react-router';
import { Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { Steps } from '../explain/steps.js';
import { Instant } from '../instant/instant.js';
import { useNarrow } from '../look/use-narrow.js';
import { Money } from '../money/money.js';
import type { Payout } from './payout-queries.js';
import { PayoutTag } from './payout-tag.js';
import styles from './payouts.module.css';

/** How far one payment has come, what payroll said of it, and how it was reckoned. */
export function PayoutDrawer({ payout, onClose }: { payout: Payout; onClose: () => void }) {
  const { t } = useTranslation('payouts');
  const narrow = useNarrow();
  return (
    <Drawer
      open
      onClose={onClose}
      size={narrow ? '100%' : 560}
      title={`${payout.personName} · ${payout.personNumber}`}
      closable={{ 'aria-label': t('close') }}
    >
      <div className="stack">
        <div className="row apart">
          <strong className={styles['big']}>
            <Money of={payout.amount} />
          </strong>
          <PayoutTag state={payout.state} />
        </div>
        <p>{t(`says.${payout.state}`)}</p>
        <ol className={styles['way']}>
          <Stop label={t('way.requested')} at={payout.requestedAt} />
          <Stop label={t('way.answered')} at={payout.answeredAt} />
          <Stop label={t('way.paid')} at={payout.paidAt} />
        </ol>
        {payout.rejection === null ? null : (
          <p className="late">
            {t('rejection', { code: payout.rejection.code })} {payout.rejection.text}
          </p>
        )}
        <dl className={styles['facts']}>
          {payout.reference === null ? null : (
            <>
              <dt>{t('reference')}</dt>
              <dd className="figures">{payout.reference}</dd>
            </>
          )}
          <dt>{t('key')}</dt>
          <dd className="small figures">{payout.id}</dd>
        </dl>
        <Link to="/process-log" search={{ subject: `payout:${payout.id}` }}>
          {t('log')}
        </Link>
        <section className="stack" aria-labelledby="payout-reckoned">
          <h3 id="payout-reckoned">{t('reckoned')}</h3>
          <Steps words={payout.words} steps={payout.explain} currency={payout.amount.currency} />
        </section>
      </div>
    </Drawer>
  );
}

function Stop({ label, at }: { label: string; at: string | null }) {
  return (
    <li data-reached={at !== null}>
      <span>{label}</span>
      <span className="soft small">{at === null ? '–' : <Instant at={at} />}</span>
    </li>
  );
}
