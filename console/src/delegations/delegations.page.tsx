import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { directory } from '../api/clients.js';
import { useCommand } from '../api/use-command.js';
import { ReasonDialog } from '../ask/reason-dialog.js';
import { useNow } from '../instant/business-clock.js';
import { Instant } from '../instant/instant.js';
import { useMe } from '../session/me.js';
import { Await } from '../states/await.js';
import { Empty } from '../states/empty.js';
import { PageSkeleton } from '../states/skeleton.js';
import { DelegationForm } from './delegation-form.js';
import { delegationsQuery, inForce, type Delegation } from './delegations-query.js';
import { PersonName } from './person-name.js';
import { subjectKey } from './delegated-kinds.js';

/** Who decides for me while I am away, and for whom I decide. */
export function DelegationsPage() {
  const { t } = useTranslation('delegations');
  const me = useMe();
  const delegations = useQuery(delegationsQuery);
  return (
    <div className="page narrow">
      <header className="stack" style={{ gap: '0.4rem' }}>
        <h1>{t('title')}</h1>
        <p className="soft">{t('what')}</p>
      </header>
      <DelegationForm />
      <Await
        of={delegations}
        loading={<PageSkeleton />}
        isEmpty={(all) => all.length === 0}
        empty={
          <div className="card">
            <Empty heading="h2" title={t('empty.title')} advice={t('empty.advice')} />
          </div>
        }
      >
        {(all) => (
          <ul className="stack" aria-label={t('list')}>
            {all.map((one) => (
              <Entry key={one.id} delegation={one} mine={one.fromPersonId === me.person?.id} />
            ))}
          </ul>
        )}
      </Await>
    </div>
  );
}

function Entry({ delegation, mine }: { delegation: Delegation; mine: boolean }) {
  const { t } = useTranslation('delegations');
  const now = useNow();
  const { id, cancelled, from, until, kinds } = delegation;
  const [asking, setAsking] = useState(false);
  const running = inForce(delegation, now);
  const over = cancelled || Date.parse(until) <= now;
  const end = useCommand({
    run: () => answer(directory.DELETE('/v1/delegations/{id}', { params: { path: { id } } })),
    changes: [
      ['directory', 'delegation'],
      ['directory', 'desk'],
    ],
    guess: {
      key: delegationsQuery.queryKey,
      update: (kept: Delegation[]) => kept.map((one) => (one.id === id ? { ...one, cancelled: true } : one)),
    },
    done: t('ended'),
  });
  const state = cancelled ? 'cancelled' : over ? 'over' : running ? 'running' : 'planned';
  return (
    <li className="card stack" style={{ gap: '0.5rem' }}>
      <div className="row apart">
        <h2 style={{ fontSize: 'var(--size-lead)' }}>
          {t(mine ? 'given' : 'taken')} <PersonName id={mine ? delegation.toPersonId : delegation.fromPersonId} />
        </h2>
        <span className={`tag ${{ cancelled: '', over: '', running: 'good', planned: 'calm' }[state]}`}>
          {t(`state.${state}`)}
        </span>
      </div>
      <p>
        <Instant at={from} /> – <Instant at={until} />
      </p>
      <p className="soft small">
        {kinds === null ? t('everything') : kinds.map((kind) => t(subjectKey(kind))).join(t('comma'))}
      </p>
      {mine && !over ? (
        <div>
          <Button onClick={() => setAsking(true)}>{t(running ? 'end' : 'callOff')}</Button>
          {asking ? (
            <ReasonDialog
              plain
              title={t(running ? 'end' : 'callOff')}
              says={t('endSure')}
              go={t(running ? 'end' : 'callOff')}
              onClose={() => setAsking(false)}
              onGo={() => end.mutateAsync()}
            />
          ) : null}
        </div>
      ) : null}
    </li>
  );
}
