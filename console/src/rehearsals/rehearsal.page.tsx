import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { goals } from '../api/clients.js';
import { useCommand } from '../api/use-command.js';
import { ReasonDialog } from '../ask/reason-dialog.js';
import { useDefinition } from '../definitions/definition-queries.js';
import { Period } from '../instant/period.js';
import { Await } from '../states/await.js';
import { OnlyFor } from '../states/not-allowed.js';
import { Player } from './player.js';
import { RehearsalTag } from './rehearsal-tag.js';
import { REHEARSALS, useRehearsal, type Rehearsal } from './rehearsal-queries.js';
import styles from './rehearsals.module.css';
import { ReportView } from './report-view.js';
import { Running } from './running.js';

export function RehearsalPage() {
  const { t } = useTranslation('rehearsals');
  const { rehearsalId } = useParams({ from: '/rehearsals/$rehearsalId' });
  return (
    <div className="page">
      <Link to="/rehearsals" className={styles['back']}>
        ← {t('back')}
      </Link>
      <OnlyFor action="goals.definition.rehearse">
        <Loaded id={rehearsalId} />
      </OnlyFor>
    </div>
  );
}

const Loaded = ({ id }: { id: string }) => (
  <Await of={useRehearsal(id)}>{(data) => <OneRehearsal key={data.id} rehearsal={data} />}</Await>
);

function OneRehearsal({ rehearsal }: { rehearsal: Rehearsal }) {
  const { t } = useTranslation('rehearsals');
  const { at } = useSearch({ from: '/rehearsals/$rehearsalId' });
  const { definitionId, definitionVersion, period, state, problem, report, words } = rehearsal;
  const definition = useDefinition(definitionId);
  return (
    <>
      <header className="page-head">
        <div>
          <h1>{t('one', { name: definition.data?.data.name ?? '…' })}</h1>
          <p className={styles['under']}>
            <Period of={period} /> <RehearsalTag of={rehearsal} />
            <Link to="/definitions/$definitionId" params={{ definitionId }}>
              {t('version', { version: definitionVersion })}
            </Link>
          </p>
        </div>
        <End rehearsal={rehearsal} />
      </header>
      {state === 'running' ? <Running rehearsal={rehearsal} /> : null}
      {state === 'cancelled' ? <p className="card">{t('cancelled')}</p> : null}
      {state === 'failed' ? (
        <div className={styles['refused']} role="alert">
          <b>{t('failed')}</b>
          <p>{problem ?? t('failedUnknown')}</p>
          <p>{t('failedAdvice')}</p>
        </div>
      ) : null}
      {report === null ? null : (
        <>
          <Player report={report} at={at} />
          <ReportView report={report} words={words} />
        </>
      )}
    </>
  );
}

/** Ends one that runs, forgets one that is over. */
function End({ rehearsal: { id, state } }: { rehearsal: Rehearsal }) {
  const { t } = useTranslation('rehearsals');
  const navigate = useNavigate();
  const [asking, ask] = useState(false);
  const kind = state === 'running' ? 'stop' : 'forget';
  const end = useCommand({
    run: () => answer(goals.DELETE('/v1/rehearsals/{id}', { params: { path: { id } } })),
    changes: [REHEARSALS],
    done: ({ outcome }) => t(`end.${outcome}`),
  });
  const go = async (): Promise<void> => {
    const { outcome } = await end.mutateAsync();
    if (outcome === 'deleted') await navigate({ to: '/rehearsals' });
  };
  return (
    <>
      <Button danger={kind === 'stop'} onClick={() => ask(true)}>
        {t(`end.${kind}`)}
      </Button>
      {asking ? (
        <ReasonDialog
          plain
          danger
          title={t(`end.${kind}`)}
          says={t(`end.${kind}Says`)}
          go={t(`end.${kind}Go`)}
          onClose={() => ask(false)}
          onGo={go}
        />
      ) : null}
    </>
  );
}
