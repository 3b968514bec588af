import { useQuery } from '@tanstack/react-query';
import { answer } from '../api/carry.js';
import { payroll } from '../api/clients.js';
import { listKey } from '../api/keys.js';
import { useLanguage } from '../words/use-language.js';

/** One's own money that corrections changed, newest first; who is concerned is told by a notice. */
export function useCorrectedPay() {
  const language = useLanguage();
  return useQuery({
    queryKey: [...listKey('payroll', 'corrected-pay', { language }), 'cycle', 'payout-run', 'bonus-list', 'notice'],
    queryFn: async () => (await answer(payroll.GET('/v1/corrected-pay', { params: { query: { limit: 100 } } }))).items,
  });
}
