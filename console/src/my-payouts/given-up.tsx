import { useTranslation } from 'react-i18next';
import { Instant } from '../instant/instant.js';
import { Money } from '../money/money.js';
import type { Payout } from './payout.js';

/** What was held will not be paid: how much, when and why. */
export function GivenUp({ of, what }: { of: NonNullable<Payout['givenUp']>; what: 'rest' | 'all' }) {
  const { t } = useTranslation('my-payouts');
  return (
    <p className="late">
      {t(`givenUp.${what}`)} <Money of={of.amount} />, <Instant at={of.at} />: {of.reason}
    </p>
  );
}
