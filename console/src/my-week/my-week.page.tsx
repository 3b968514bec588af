import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Await } from '../states/await.js';
import { Empty } from '../states/empty.js';
import { PageSkeleton } from '../states/skeleton.js';
import { mySheets } from './sheet-query.js';
import { Week } from './week.js';

export function MyWeekPage() {
  const { t } = useTranslation('my-week');
  const sheets = useQuery(mySheets);
  return (
    <Await
      of={sheets}
      loading={<PageSkeleton />}
      isEmpty={(all) => all.length === 0}
      empty={
        <div className="page">
          <h1>{t('title')}</h1>
          <div className="card">
            <Empty heading="h2" title={t('empty.title')} advice={t('empty.advice')} />
          </div>
        </div>
      }
    >
      {(all) => (
        <div className="page">
          {all.slice(0, 1).map((sheet) => (
            <Week key={sheet.id} sheet={sheet} />
          ))}
          {all
            .slice(1)
            .filter(
              ({ state, cycleId }) =>
                !['confirmed', 'unreported', 'cancelled'].includes(state) && cycleId !== all[0]?.cycleId,
            )
            .map((sheet) => (
              <Week key={sheet.id} sheet={sheet} second />
            ))}
        </div>
      )}
    </Await>
  );
}
