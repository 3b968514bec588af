import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { goals } from '../api/clients.js';
import { oneKey } from '../api/keys.js';
import { problemWords } from '../api/problem-words.js';
import { Instant } from '../instant/instant.js';
import type { Cycle, StepName } from './cycle-queries.js';
import styles from './monitor.module.css';

/** Which instants would move, asked of the service: nothing is changed by it. */
export function MovedSteps({ cycle, step, at }: { cycle: Cycle; step: StepName; at: string }) {
  const { t } = useTranslation(['monitor', 'cycle']);
  const { t: say } = useTranslation('problem');
  const { data, error, isFetching } = useQuery({
    queryKey: oneKey('goals', 'cycle', cycle.id, 'moves', cycle.version, step, at),
    queryFn: () =>
      answer(
        goals.POST('/v1/cycles/{id}/changes', {
          params: { path: { id: cycle.id } },
          body: {
            version: cycle.version,
            dryRun: true,
            reason: t('action.extend'),
            change: { kind: 'deadline', step, at },
            overrideAdjusted: false,
            limit: 1,
          },
        }),
      ),
    retry: false,
  });
  if (error !== null) return <p className="late small">{problemWords(error, say).advice}</p>;
  if (data === undefined) return isFetching ? <p className="soft small">{t('dialog.looking')}</p> : null;
  return (
    <table className={styles['moves']}>
      <caption>{t('dialog.moves')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('dialog.step')}</th>
          <th scope="col">{t('dialog.before')}</th>
          <th scope="col">{t('dialog.after')}</th>
        </tr>
      </thead>
      <tbody>
        {data.moved.map((one) => (
          <tr key={one.step}>
            <th scope="row">{t(`cycle:step.${one.step}`)}</th>
            <td>
              <Instant at={one.before} />
            </td>
            <td>
              <Instant at={one.after} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
