import { useTranslation } from 'react-i18next';
import { TONE, type Payout } from './payout-queries.js';

export function PayoutTag({ state }: { state: Payout['state'] }) {
  const { t } = useTranslation('payouts');
  return <span className={`tag ${TONE[state]}`}>{t(`state.${state}`)}</span>;
}
