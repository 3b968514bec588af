import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { payroll } from '../api/clients.js';
import { useCommand } from '../api/use-command.js';
import { ReasonDialog } from '../ask/reason-dialog.js';
import { useMay } from '../session/me.js';
import { Await } from '../states/await.js';
import { RealAgo } from '../instant/real-ago.js';
import { useDeadLetters, type DeadLetter } from './operations-queries.js';
import styles from './operations.module.css';

/** Messages that payroll-bridge could not read: looked at, tried again, or put aside with a reason. */
export function DeadLetters() {
  const { t } = useTranslation('operations');
  const [which, setWhich] = useState<'open' | 'all'>('open');
  const letters = useDeadLetters(which === 'open' ? 'open' : undefined);
  return (
    <section className="card stack" aria-labelledby="dead">
      <div className="row apart">
        <h2 id="dead">{t('dead.title')}</h2>
        <Segmented
          aria-label={t('dead.which')}
          value={which}
          options={(['open', 'all'] as const).map((value) => ({ value, label: t(`dead.show.${value}`) }))}
          onChange={setWhich}
        />
      </div>
      <Await of={letters} isEmpty={({ items }) => items.length === 0} empty={<p className="soft">{t('dead.none')}</p>}>
        {({ items }) => (
          <ul className={styles['rows']}>
            {items.map((letter) => (
              <li key={letter.id}>
                <Letter letter={letter} />
              </li>
            ))}
          </ul>
        )}
      </Await>
    </section>
  );
}

function Letter({ letter }: { letter: DeadLetter }) {
  const { t } = useTranslation('operations');
  const may = useMay('operations.dead-letters.replay');
  const [asked, setAsked] = useState(false);
  const params = { path: { id: letter.id } };
  const changes = [
    ['payroll', 'dead-letter'],
    ['gateway', 'operations'],
  ];
  const replay = useCommand({
    run: () => answer(payroll.POST('/v1/dead-letters/{id}/replay', { params })),
    changes,
    done: t('dead.replayed'),
  });
  const aside = useCommand({
    run: (reason: string) => answer(payroll.POST('/v1/dead-letters/{id}/set-aside', { params, body: { reason } })),
    changes,
    done: t('dead.aside'),
  });
  return (
    <div className="stack">
      <div className="row apart">
        <div>
          <p>
            <strong>{letter.queue}</strong> <span className="tag">{t(`dead.state.${letter.state}`)}</span>
          </p>
          <p className="small late">
            {letter.cause}: {letter.detail}
          </p>
          <p className="soft small">
            <RealAgo at={letter.firstSeenAt} />
            {letter.reason === null ? '' : ` · ${letter.reason}`}
          </p>
        </div>
        {letter.state === 'open' && may ? (
          <div className="row">
            <Button type="primary" loading={replay.isPending} onClick={() => replay.mutate()}>
              {t('dead.replay')}
            </Button>
            <Button onClick={() => setAsked(true)}>{t('dead.setAside')}</Button>
          </div>
        ) : null}
      </div>
      <details>
        <summary>{t('dead.body')}</summary>
        <pre className={styles['body']}>{letter.body}</pre>
      </details>
      {asked ? (
        <ReasonDialog
          title={t('dead.setAsideTitle')}
          says={t('dead.setAsideSays')}
          go={t('dead.setAside')}
          onClose={() => setAsked(false)}
          onGo={(reason) => aside.mutateAsync(reason)}
        />
      ) : null}
    </div>
  );
}
