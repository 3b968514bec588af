import type { Language } from '@goalbeat/domain/wording/language';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { payroll } from '../api/clients.js';
import { listKey, type Key } from '../api/keys.js';
import { usePages } from '../api/queries.js';
import { PrintButton } from '../print/print-button.js';
import { Await } from '../states/await.js';
import { Empty } from '../states/empty.js';
import { PageSkeleton } from '../states/skeleton.js';
import { useLanguage } from '../words/use-language.js';
import { HeldCard } from './held-card.js';
import { PayoutCard } from './payout-card.js';
import type { Payout } from './payout.js';

// A list is handed over as a whole, and who is paid is told by a notice.
const mineIn = (language: Language): Key => [
  ...listKey('payroll', 'payout', { mine: true, language }),
  'payout-run',
  'notice',
];

export function MyPayoutsPage() {
  const { t } = useTranslation('my-payouts');
  // Their explanations come in words: each language is a reading of its own.
  const language = useLanguage();
  const payouts = usePages<Payout>(mineIn(language), (after) =>
    answer(
      payroll.GET('/v1/payouts', {
        params: { query: { mine: 'true', limit: 20, ...(after === undefined ? {} : { after }) } },
      }),
    ),
  );
  const held = useQuery({
    queryKey: [...listKey('payroll', 'held-pay', { language }), 'bonus-list'],
    queryFn: async () => (await answer(payroll.GET('/v1/held-pay'))).items,
  });
  const heldBack = held.data ?? [];

  return (
    <div className="page narrow">
      <header className="page-head">
        <h1>{t('title')}</h1>
        <PrintButton />
      </header>
      {heldBack.map((line) => (
        <HeldCard key={line.lineId} line={line} />
      ))}
      <Await
        of={payouts}
        loading={<PageSkeleton />}
        isEmpty={(all) => all.length === 0 && heldBack.length === 0}
        empty={
          <div className="card">
            <Empty heading="h2" title={t('empty.title')} advice={t('empty.advice')} />
          </div>
        }
      >
        {(all) => (
          <>
            <ul className="stack" aria-label={t('title')}>
              {all.map((payout, n) => (
                <PayoutCard key={payout.id} payout={payout} open={n === 0} />
              ))}
            </ul>
            {payouts.hasNextPage ? (
              <Button loading={payouts.isFetchingNextPage} onClick={() => void payouts.fetchNextPage()}>
                {t('more')}
              </Button>
            ) : null}
          </>
        )}
      </Await>
    </div>
  );
}
