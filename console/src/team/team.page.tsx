import { getRouteApi } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatPeriod } from '../instant/format-period.js';
import { Await } from '../states/await.js';
import { Empty } from '../states/empty.js';
import { OnlyFor } from '../states/not-allowed.js';
import { useLanguage } from '../words/use-language.js';
import { TeamBoard } from './team-board.js';
import { cyclesQuery, type Cycle } from './team-query.js';
import styles from './team.module.css';

const route = getRouteApi('/team');

export function TeamPage() {
  return (
    <OnlyFor action="goals.sheet.read">
      <div className={styles['page']}>
        <Cycles />
      </div>
    </OnlyFor>
  );
}

/** The newest cycle that is under way, unless another one is chosen. */
function Cycles() {
  const { t } = useTranslation('team');
  const cycles = useQuery(cyclesQuery);
  const { cycle } = route.useSearch();
  return (
    <Await
      of={cycles}
      isEmpty={(found) => found.length === 0}
      empty={
        <>
          <h1>{t('title')}</h1>
          <div className="card">
            <Empty heading="h2" title={t('noCycle.title')} advice={t('noCycle.advice')} />
          </div>
        </>
      }
    >
      {(found) => {
        const chosen = found.find(({ id }) => id === cycle) ?? found.find(isUnderWay) ?? found[0];
        return chosen === undefined ? null : <Week cycle={chosen} all={found} />;
      }}
    </Await>
  );
}

const isUnderWay = ({ state }: Cycle): boolean => !['archived', 'cancelled'].includes(state);

function Week({ cycle, all }: { cycle: Cycle; all: readonly Cycle[] }) {
  const { t } = useTranslation('team');
  const language = useLanguage();
  const navigate = route.useNavigate();
  return (
    <>
      <div className="page-head">
        <h1>{t('title')}</h1>
        {all.length < 2 ? (
          <p className="soft">
            {cycle.definitionName} · {formatPeriod(cycle.period, language)}
          </p>
        ) : (
          <Select
            aria-label={t('cycle')}
            value={cycle.id}
            popupMatchSelectWidth={false}
            options={all.map(({ id, definitionName, period }) => ({
              value: id,
              label: `${definitionName} · ${formatPeriod(period, language)}`,
            }))}
            onChange={(chosen: string) => void navigate({ search: { cycle: chosen } })}
          />
        )}
      </div>
      <TeamBoard key={cycle.id} cycle={cycle} />
    </>
  );
}
