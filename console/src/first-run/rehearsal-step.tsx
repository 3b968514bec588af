import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { goals } from '../api/clients.js';
import { problemWords } from '../api/problem-words.js';
import { useCommand } from '../api/use-command.js';
import type { Definition } from '../definitions/definition-queries.js';
import { HABITS, asAsked } from '../rehearsals/habits.js';
import { REHEARSALS, useRehearsal, type RehearsalBrief } from '../rehearsals/rehearsal-queries.js';
import { Running } from '../rehearsals/running.js';
import styles from './first-run.module.css';

/** The next week as it would be, a minute or two. */
export function RehearsalStep({ definition, latest }: { definition: Definition; latest: RehearsalBrief | undefined }) {
  const { t } = useTranslation('first-run');
  const { t: say } = useTranslation('problem');
  const start = useCommand({
    run: () =>
      answer(
        goals.POST('/v1/cycle-definitions/{id}/rehearsals', {
          params: { path: { id: definition.id } },
          body: { ...asAsked(HABITS.usual), rate: 20_000, seed: 1 },
        }),
      ),
    changes: [REHEARSALS],
    shown: () => true,
  });
  const refusal = start.error === null ? undefined : problemWords(start.error, say).advice;
  if (latest?.state === 'running') return <Watched id={latest.id} />;
  return (
    <section className="card stack" aria-labelledby="rehearse">
      <h2 id="rehearse">{t('rehearse.title', { name: definition.data.name })}</h2>
      <p>{t('rehearse.lead')}</p>
      {latest?.state === 'failed' ? (
        <p role="alert" className={styles['refused']}>
          {t('rehearse.failed')} {latest.problem}
        </p>
      ) : null}
      {refusal === undefined ? null : (
        <div role="alert" className={styles['refused']}>
          <p>{refusal}</p>
          <Link to="/definitions/$definitionId" params={{ definitionId: definition.id }}>
            {t('rehearse.mend')}
          </Link>
        </div>
      )}
      <div>
        <Button type="primary" size="large" loading={start.isPending} onClick={() => start.mutate()}>
          {t('rehearse.go')}
        </Button>
      </div>
    </section>
  );
}

function Watched({ id }: { id: string }) {
  const { data } = useRehearsal(id);
  return data === undefined ? null : <Running rehearsal={data} />;
}
