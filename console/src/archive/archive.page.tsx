import { bandWord } from '@goalbeat/domain/wording/band-word';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { appraisal, goals, payroll } from '../api/clients.js';
import { listKey } from '../api/keys.js';
import { usePages } from '../api/queries.js';
import { Period } from '../instant/period.js';
import { Decimal, Money, Percent } from '../money/money.js';
import { SheetDetail } from '../my-week/sheet-detail.js';
import type { Sheet } from '../my-week/sheet-query.js';
import { SheetTag } from '../my-week/sheet-tag.js';
import { PrintButton } from '../print/print-button.js';
import { Await } from '../states/await.js';
import { Empty } from '../states/empty.js';
import { PageSkeleton } from '../states/skeleton.js';
import { useLanguage } from '../words/use-language.js';
import styles from './archive.module.css';

const FAR = 200;

/** Every period one took part in: goals, result and pay beside each other. */
export function ArchivePage() {
  const { t } = useTranslation('archive');
  const sheets = usePages<Sheet>(listKey('goals', 'goal-sheet', { mine: true, archive: true }), (after) =>
    answer(
      goals.GET('/v1/goal-sheets', {
        params: { query: { mine: 'true', limit: 20, ...(after === undefined ? {} : { after }) } },
      }),
    ),
  );
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('title')}</h1>
        <PrintButton />
      </header>
      <Await
        of={sheets}
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
              {all.map((sheet) => (
                <Entry key={sheet.id} sheet={sheet} />
              ))}
            </ul>
            {sheets.hasNextPage ? (
              <Button loading={sheets.isFetchingNextPage} onClick={() => void sheets.fetchNextPage()}>
                {t('more')}
              </Button>
            ) : null}
          </>
        )}
      </Await>
    </div>
  );
}

function Entry({ sheet }: { sheet: Sheet }) {
  const { t } = useTranslation('archive');
  const language = useLanguage();
  const [open, setOpen] = useState(false);
  const scores = useQuery({
    queryKey: listKey('appraisal', 'score', { mine: true, far: FAR }),
    queryFn: async () =>
      (await answer(appraisal.GET('/v1/scores', { params: { query: { mine: 'true', limit: FAR } } }))).items,
  });
  const payouts = useQuery({
    queryKey: listKey('payroll', 'payout', { mine: true, far: FAR, language }),
    queryFn: async () =>
      (await answer(payroll.GET('/v1/payouts', { params: { query: { mine: 'true', limit: FAR } } }))).items,
  });
  const score = scores.data?.find(({ sheetId }) => sheetId === sheet.id);
  const paid = (payouts.data ?? []).filter(({ period, state }) => period === sheet.period && state === 'paid');
  return (
    <li className="card">
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)} className={styles['entry']}>
        <summary>
          <h2>
            <Period of={sheet.period} />
          </h2>
          <SheetTag state={sheet.state} />
          <dl>
            <div>
              <dt>{t('completion')}</dt>
              <dd>
                <Percent of={sheet.completion} />
              </dd>
            </div>
            <div>
              <dt>{t('score')}</dt>
              <dd>{score === undefined ? '–' : <Decimal of={score.score} />}</dd>
            </div>
            <div>
              <dt>{t('band')}</dt>
              <dd>{score === undefined ? '–' : bandWord(score.band, language)}</dd>
            </div>
            <div>
              <dt>{t('paid')}</dt>
              <dd>{paid.length === 0 ? '–' : paid.map(({ id, amount }) => <Money key={id} of={amount} />)}</dd>
            </div>
          </dl>
        </summary>
        {open ? <SheetDetail sheet={sheet} /> : null}
      </details>
    </li>
  );
}
