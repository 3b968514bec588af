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
import { Trouble } from '../states/trouble.js';
import { useLanguage } from '../words/use-language.js';
import { CorrectedCard } from './corrected-card.js';
import { HeldCard } from './held-card.js';
import { PayoutCard } from './payout-card.js';
import { isOpen, type Payout } from './payout.js';
import { useCorrectedPay } from './use-corrected-pay.js';

// A list is handed over as a whole, and who is paid is told by a notice.
const mineIn = (language: Language): Key => [
  ...listKey('payroll', 'payout', { mine: true, language }),
  'payout-run',
  'notice',
];

function useHeldPay(state: 'held' | 'given-up') {
  const language = useLanguage();
  return useQuery({
    queryKey: [...listKey('payroll', 'held-pay', { language, state }), 'bonus-list', 'notice'],
    queryFn: async () => (await answer(payroll.GET('/v1/held-pay', { params: { query: { state } } }))).items,
  });
}

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
  const held = useHeldPay('held');
  const givenUp = useHeldPay('given-up');
  const corrected = useCorrectedPay();
  const beside = [held, givenUp, corrected];
  const [open, done] = [(corrected.data ?? []).filter(isOpen), (corrected.data ?? []).filter((one) => !isOpen(one))];
  const first = [...(held.data ?? []), ...open].length;

  return (
    <div className="page narrow">
      <header className="page-head">
        <h1>{t('title')}</h1>
        <PrintButton />
      </header>
      {beside.map(({ error, refetch }, n) =>
        error === null ? null : <Trouble key={n} error={error} onRetry={() => void refetch()} />,
      )}
      {(held.data ?? []).map((line) => (
        <HeldCard key={line.lineId} line={line} />
      ))}
      {open.map((one) => (
        <CorrectedCard key={one.claimId} of={one} as="section" />
      ))}
      <Await
        of={payouts}
        loading={<PageSkeleton />}
        isEmpty={(all) => all.length + first + done.length + (givenUp.data ?? []).length === 0}
        empty={
          <div className="card">
            <Empty heading="h2" title={t('empty.title')} advice={t('empty.advice')} />
          </div>
        }
      >
        {(all) => (
          <>
            <ul className="stack" aria-label={t('title')}>
              {[
                ...all.map((payout, n) => ({
                  at: payout.requestedAt,
                  card: <PayoutCard key={payout.id} payout={payout} open={n === 0} />,
                })),
                ...done.map((one) => ({
                  at: one.corrections[0]?.at ?? '',
                  card: <CorrectedCard key={one.claimId} of={one} />,
                })),
                ...(givenUp.data ?? []).map((line) => ({
                  at: line.givenUpAt ?? line.since,
                  card: <HeldCard key={line.lineId} line={line} as="li" />,
                })),
              ]
                .toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))
                .map(({ card }) => card)}
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
