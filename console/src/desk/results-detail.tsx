import { bandWord } from '@goalbeat/domain/wording/band-word';
import type { components } from '@goalbeat/api-client/generated/appraisal';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatPeriod } from '../instant/format-period.js';
import { answer } from '../api/carry.js';
import { appraisal } from '../api/clients.js';
import { listKey, oneKey } from '../api/keys.js';
import { usePages } from '../api/queries.js';
import { Decimal, Percent } from '../money/money.js';
import { Await } from '../states/await.js';
import { Empty } from '../states/empty.js';
import { VirtualTable, type Column } from '../virtual-table/virtual-table.js';
import { useLanguage } from '../words/use-language.js';
import styles from './subject.module.css';

type Score = components['schemas']['Score'];
type Run = components['schemas']['ScoringRun'];

/** Everybody's score of a cycle, before it is published. */
export function ResultsDetail({ runId }: { runId: string }) {
  const run = useQuery({
    queryKey: oneKey('appraisal', 'scoring-run', runId),
    queryFn: () => answer(appraisal.GET('/v1/runs/{id}', { params: { path: { id: runId } } })),
  });
  return <Await of={run}>{(found) => <Scores run={found} />}</Await>;
}

function Scores({ run }: { run: Run }) {
  const { t } = useTranslation('desk');
  const language = useLanguage();
  const scores = usePages<Score>(listKey('appraisal', 'score', { cycle: run.cycleId }), (after) =>
    answer(
      appraisal.GET('/v1/scores', {
        params: { query: { cycle: run.cycleId, limit: 200, ...(after === undefined ? {} : { after }) } },
      }),
    ),
  );
  const columns = useMemo(
    (): Column<Score>[] => [
      { key: 'name', title: t('person'), cell: (one) => one.personName },
      { key: 'score', title: t('score'), cell: (one) => <Decimal of={one.score} />, width: '5rem', figures: true },
      { key: 'band', title: t('band'), cell: (one) => bandWord(one.band, language), width: 'minmax(5rem, 8rem)' },
      {
        key: 'completion',
        title: t('completion'),
        cell: (one) => <Percent of={one.completion} />,
        width: '6.5rem',
        figures: true,
      },
    ],
    [t, language],
  );
  const bands = Map.groupBy(scores.data ?? [], ({ band }) => band);
  return (
    <div className="stack">
      <div>
        <h2>{t('resultsOf', { period: formatPeriod(run.period, language) })}</h2>
        <p className="soft">{t('people', { count: run.people })}</p>
      </div>
      <Await
        of={scores}
        isEmpty={(found) => found.length === 0}
        empty={<Empty title={t('noScores.title')} advice={t('noScores.advice')} />}
      >
        {(found) => (
          <>
            <p className="row">
              {[...bands].map(([band, of]) => (
                <span key={band} className="tag pine">
                  {bandWord(band, language)} <b className="figures">{of.length}</b>
                </span>
              ))}
            </p>
            <div className={styles['table']}>
              <VirtualTable
                label={t('resultsOf', { period: formatPeriod(run.period, language) })}
                columns={columns}
                rows={found}
                rowKey={({ id }) => id}
                height="26rem"
                rowHeight={42}
                onEnd={() =>
                  scores.hasNextPage && !scores.isFetchingNextPage ? void scores.fetchNextPage() : undefined
                }
              />
            </div>
          </>
        )}
      </Await>
    </div>
  );
}
