import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { appraisal } from '../api/clients.js';
import { listKey, type Key } from '../api/keys.js';
import { usePages } from '../api/queries.js';
import { Await } from '../states/await.js';
import { Empty } from '../states/empty.js';
import { PageSkeleton } from '../states/skeleton.js';
import { scoreForPay } from '../my-payouts/score-for-pay.js';
import { useCorrectedPay } from '../my-payouts/use-corrected-pay.js';
import type { Score } from './score.js';
import { ScoreCard } from './score-card.js';

// Scores come by a run of all, and who has one is told by a notice.
const MINE: Key = [...listKey('appraisal', 'score', { mine: true }), 'scoring-run', 'notice'];

export function MyResultsPage() {
  const { t } = useTranslation('my-results');
  const scores = usePages<Score>(MINE, (after) =>
    answer(
      appraisal.GET('/v1/scores', {
        params: { query: { mine: 'true', limit: 20, ...(after === undefined ? {} : { after }) } },
      }),
    ),
  );
  // Pay may go by another score than the published one: whoever looks at the one is told of the other.
  const corrected = useCorrectedPay();
  return (
    <div className="page narrow">
      <header className="page-head">
        <h1>{t('title')}</h1>
      </header>
      <Await
        of={scores}
        loading={<PageSkeleton />}
        isEmpty={(all) => all.length === 0}
        empty={
          <div className="card">
            <Empty heading="h2" title={t('empty.title')} advice={t('empty.advice')} />
          </div>
        }
      >
        {(all) => (
          <>
            <ul className="stack" aria-label={t('title')}>
              {all.map((score, n) => (
                <ScoreCard
                  key={score.id}
                  score={score}
                  open={n === 0}
                  forPay={scoreForPay(score.cycleId, corrected.data ?? [])}
                />
              ))}
            </ul>
            {scores.hasNextPage ? (
              <Button loading={scores.isFetchingNextPage} onClick={() => void scores.fetchNextPage()}>
                {t('more')}
              </Button>
            ) : null}
          </>
        )}
      </Await>
    </div>
  );
}
