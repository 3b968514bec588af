import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDefinitions, type Definition } from '../definitions/definition-queries.js';
import { Ago } from '../instant/instant.js';
import { Period } from '../instant/period.js';
import { Await } from '../states/await.js';
import { Empty } from '../states/empty.js';
import { OnlyFor } from '../states/not-allowed.js';
import { RehearsalTag } from './rehearsal-tag.js';
import { useRehearsals, type RehearsalBrief } from './rehearsal-queries.js';
import styles from './rehearsals.module.css';
import { StartDialog } from './start-dialog.js';

export function RehearsalsPage() {
  return (
    <OnlyFor action="goals.definition.rehearse">
      <Rehearsals />
    </OnlyFor>
  );
}

function Rehearsals() {
  const { t } = useTranslation('rehearsals');
  const { definition } = useSearch({ from: '/rehearsals' });
  const navigate = useNavigate();
  const [starting, setStarting] = useState(false);
  const rehearsals = useRehearsals(definition);
  const definitions = useDefinitions();
  const nameOf = (id: string): string => definitions.data?.find((one) => one.id === id)?.data.name ?? '…';
  const startable = (definitions.data ?? []).filter(({ state }) => state !== 'retired');
  const begin = (
    <Button type="primary" disabled={startable.length === 0} onClick={() => setStarting(true)}>
      {t('start.open')}
    </Button>
  );
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{definition === undefined ? t('title') : t('titleOf', { name: nameOf(definition) })}</h1>
          <p className="soft">{t('lead')}</p>
          {definition === undefined ? null : <Link to="/rehearsals">{t('allOfThem')}</Link>}
        </div>
        {begin}
      </header>
      <Await
        of={rehearsals}
        isEmpty={(all) => all.length === 0}
        empty={
          <Empty
            heading="h2"
            title={t('none.title')}
            advice={t(definitions.data !== undefined && startable.length === 0 ? 'none.noDefinition' : 'none.advice')}
          />
        }
      >
        {(all) => (
          <ul className={styles['list']}>
            {all.map((one) => (
              <RehearsalCard key={one.id} rehearsal={one} name={nameOf(one.definitionId)} />
            ))}
          </ul>
        )}
      </Await>
      {rehearsals.hasNextPage ? (
        <Button loading={rehearsals.isFetchingNextPage} onClick={() => void rehearsals.fetchNextPage()}>
          {t('more')}
        </Button>
      ) : null}
      {starting ? (
        <StartDialog
          definitions={startable}
          first={startable.find(({ id }: Definition) => id === definition) ?? startable[0]}
          onEnd={() => setStarting(false)}
          onStarted={({ id }) => void navigate({ to: '/rehearsals/$rehearsalId', params: { rehearsalId: id } })}
        />
      ) : null}
    </div>
  );
}

function RehearsalCard({ rehearsal, name }: { rehearsal: RehearsalBrief; name: string }) {
  const { t } = useTranslation('rehearsals');
  const { id, period, definitionVersion, state, progress, startedAt } = rehearsal;
  return (
    <li>
      <Link to="/rehearsals/$rehearsalId" params={{ rehearsalId: id }} className={`card ${styles['rehearsal']}`}>
        <span className={styles['named']}>
          <b>{name}</b>
          <span className="soft small">{t('version', { version: definitionVersion })}</span>
        </span>
        <Period of={period} />
        <span className="row">
          <RehearsalTag of={rehearsal} />
          {state === 'running' ? <span className="small figures">{t('percent', { progress })}</span> : null}
        </span>
        <span className="small soft">
          <Ago at={startedAt} />
        </span>
      </Link>
    </li>
  );
}
