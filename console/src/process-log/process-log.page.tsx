import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { PrintButton } from '../print/print-button.js';
import { Await } from '../states/await.js';
import { Empty } from '../states/empty.js';
import { OnlyFor } from '../states/not-allowed.js';
import { DelayedBy } from './delayed-by.js';
import { GanttStrip } from './gantt-strip.js';
import { LogLine } from './log-line.js';
import { useCycles, useDelays, useLog } from './log-queries.js';
import styles from './process-log.module.css';
import type { LogSearch } from './log-search.js';
import { useSay } from './say.js';

export function ProcessLogPage() {
  const { t } = useTranslation('process-log');
  const search = useSearch({ from: '/process-log' });
  const say = useSay();
  const kind = search.subject?.split(':')[0];
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{kind === undefined ? t('title') : t('of', { what: say.kind(kind) })}</h1>
          <p className="soft">{t('about')}</p>
        </div>
        <div className="row unprinted">
          <ChooseCycle search={search} />
          <PrintButton />
        </div>
      </header>
      <OnlyFor action="process-log.read">
        {search.subject === undefined && search.cycle === undefined ? (
          <Empty heading="h2" title={t('choose.title')} advice={t('choose.advice')} />
        ) : (
          <Log search={search} />
        )}
      </OnlyFor>
    </div>
  );
}

function ChooseCycle({ search }: { search: LogSearch }) {
  const { t } = useTranslation('process-log');
  const go = useNavigate();
  const cycles = useCycles();
  return (
    <Select
      showSearch={{ optionFilterProp: 'label' }}
      aria-label={t('choose.cycle')}
      placeholder={t('choose.cycle')}
      loading={cycles.isLoading}
      value={search.cycle ?? null}
      style={{ minWidth: '15rem' }}
      options={(cycles.data?.items ?? []).map(({ id, period, definitionName }) => ({
        value: id,
        label: `${period} · ${definitionName}`,
      }))}
      onChange={(cycle) => void go({ to: '/process-log', search: cycle === null ? {} : { cycle } })}
    />
  );
}

function Log({ search }: { search: LogSearch }) {
  const { t } = useTranslation('process-log');
  const { pages, away } = useLog(search);
  const delays = useDelays(search);
  return (
    <>
      {away.length === 0 ? null : (
        <p className="tag warn" role="status">
          {t('away', { services: away.join(', ') })}
        </p>
      )}
      {delays.data === undefined || delays.data.waits.length === 0 ? null : (
        <>
          <section className="card stack" aria-labelledby="waited">
            <h2 id="waited">{t('gantt.title')}</h2>
            <GanttStrip waits={delays.data.waits} />
          </section>
          <DelayedBy people={delays.data.people} />
        </>
      )}
      <section className="card stack" aria-labelledby="rows">
        <h2 id="rows">{t('rows.title')}</h2>
        <Await
          of={pages}
          isEmpty={(rows) => rows.length === 0}
          empty={<Empty title={t('rows.none')} advice={t('rows.noneAdvice')} />}
        >
          {(rows) => (
            <>
              <ol className={styles['log']}>
                {rows.map(({ row }) => (
                  <LogLine key={row.id} row={row} />
                ))}
              </ol>
              {pages.hasNextPage ? (
                <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
                  {t('rows.more')}
                </Button>
              ) : null}
            </>
          )}
        </Await>
      </section>
    </>
  );
}
