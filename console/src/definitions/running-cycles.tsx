import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Period } from '../instant/period.js';
import { useCycles } from '../monitor/cycle-queries.js';
import { CycleStateTag } from '../monitor/cycle-state.js';
import { isOpen } from '../monitor/standing.js';
import { useMay } from '../session/me.js';
import { Await } from '../states/await.js';
import styles from './definitions.module.css';

/** Cycles that a new version does not reach: one goes to them to change something. */
export function RunningCycles({ definitionId }: { definitionId: string }) {
  const { t } = useTranslation('definitions');
  const may = useMay('goals.cycle.change');
  const cycles = useCycles(definitionId);
  return (
    <section className="card stack" aria-labelledby="running">
      <div>
        <h2 id="running">{t('running.title')}</h2>
        <p className="soft small">{t('running.lead')}</p>
      </div>
      <Await of={cycles} isEmpty={(all) => !all.some(isOpen)} empty={<p className="soft">{t('running.none')}</p>}>
        {(all) => (
          <ul className={styles['cycles']}>
            {all.filter(isOpen).map(({ id, period, state }) => (
              <li key={id}>
                <Link to="/cycles/$cycleId" params={{ cycleId: id }}>
                  <Period of={period} />
                </Link>
                <CycleStateTag state={state} />
                {may ? (
                  <Link to="/cycles/$cycleId/changes" params={{ cycleId: id }}>
                    {t('running.change')}
                  </Link>
                ) : null}
              </li>
            ))}
          </ul>
        )}
      </Await>
    </section>
  );
}
