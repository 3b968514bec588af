import { Link } from '@tanstack/react-router';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Deadline } from '../instant/instant.js';
import { Period } from '../instant/period.js';
import { Await } from '../states/await.js';
import { Empty } from '../states/empty.js';
import { useCycles, type Cycle } from './cycle-queries.js';
import { CycleStateTag } from './cycle-state.js';
import styles from './monitor.module.css';
import { isOpen, nextStep, shareOf } from './standing.js';

type Shown = 'open' | 'all';

export function CyclesPage() {
  const { t } = useTranslation('monitor');
  const [shown, show] = useState<Shown>('open');
  const cycles = useCycles();
  const wanted = (all: Cycle[]): Cycle[] => (shown === 'open' ? all.filter(isOpen) : all);
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p className="soft">{t('lead')}</p>
        </div>
        <Segmented<Shown>
          aria-label={t('filter.label')}
          value={shown}
          onChange={show}
          options={[
            { value: 'open', label: t('filter.open') },
            { value: 'all', label: t('filter.all') },
          ]}
        />
      </header>
      <Await of={cycles} isEmpty={(all) => wanted(all).length === 0} empty={<NoCycle all={shown === 'all'} />}>
        {(all) => (
          <ul className={styles['cycles']}>
            {wanted(all).map((cycle) => (
              <CycleCard key={cycle.id} cycle={cycle} />
            ))}
          </ul>
        )}
      </Await>
      {cycles.hasNextPage ? (
        <Button loading={cycles.isFetchingNextPage} onClick={() => void cycles.fetchNextPage()}>
          {t('more')}
        </Button>
      ) : null}
    </div>
  );
}

function NoCycle({ all }: { all: boolean }) {
  const { t } = useTranslation('monitor');
  const kind = all ? 'all' : 'open';
  return <Empty heading="h2" title={t(`empty.${kind}.title`)} advice={t(`empty.${kind}.advice`)} />;
}

function CycleCard({ cycle }: { cycle: Cycle }) {
  const { t } = useTranslation(['monitor', 'cycle']);
  const next = isOpen(cycle) ? nextStep(cycle) : undefined;
  const { people, reported } = cycle.funnel;
  return (
    <li>
      <Link to="/cycles/$cycleId" params={{ cycleId: cycle.id }} className={`card ${styles['cycle']}`}>
        <span className={styles['cycle-name']}>
          <b>{cycle.definitionName}</b>
          <Period of={cycle.period} />
        </span>
        <CycleStateTag state={cycle.state} />
        <span className={styles['cycle-next']}>
          {next === undefined ? (
            <span className="soft">{t('nextNone')}</span>
          ) : (
            <>
              <span>{t('next', { step: t(`cycle:step.${next.step}`) })}</span>
              <span className="small">
                <Deadline at={next.at} late={false} />
              </span>
            </>
          )}
        </span>
        <span className={styles['cycle-bar']}>
          <span className="small figures">{t('reported', { count: reported, of: people })}</span>
          <i aria-hidden="true">
            <i style={{ width: `${shareOf(reported, people) * 100}%` }} />
          </i>
        </span>
      </Link>
    </li>
  );
}
