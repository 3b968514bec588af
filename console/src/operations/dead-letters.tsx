import { Button, Segmented, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../api/use-command.js';
import { ReasonDialog } from '../ask/reason-dialog.js';
import { useMay } from '../session/me.js';
import { Await } from '../states/await.js';
import { RealAgo } from '../instant/real-ago.js';
import {
  replayLetter,
  setLetterAside,
  useDeadLetters,
  WITH_LETTERS,
  type DeadLetter,
  type DeadLetters as Found,
} from './dead-letter-queries.js';
import type { ServiceName } from './operations-queries.js';
import styles from './operations.module.css';

/** Messages that a service could not read or apply: looked at, tried again, or put aside with a reason. */
export function DeadLetters() {
  const { t } = useTranslation('operations');
  const [which, setWhich] = useState<'open' | 'all'>('open');
  const [of, setOf] = useState<ServiceName | 'all'>('all');
  const found = useDeadLetters(which === 'open' ? 'open' : undefined);
  return (
    <section className="card stack" aria-labelledby="dead">
      <div className="row apart">
        <h2 id="dead">{t('dead.title')}</h2>
        <div className="row">
          <Select
            aria-label={t('dead.of')}
            value={of}
            popupMatchSelectWidth={false}
            options={(['all', ...WITH_LETTERS] as const).map((value) => ({
              value,
              label: value === 'all' ? t('dead.ofAll') : t(`service.${value}`),
            }))}
            onChange={setOf}
          />
          <Segmented
            aria-label={t('dead.which')}
            value={which}
            options={(['open', 'all'] as const).map((value) => ({ value, label: t(`dead.show.${value}`) }))}
            onChange={setWhich}
          />
        </div>
      </div>
      <Await of={found}>{(all) => <Letters found={all} of={of} />}</Await>
    </section>
  );
}

function Letters({ found: { letters, silent }, of }: { found: Found; of: ServiceName | 'all' }) {
  const { t } = useTranslation('operations');
  const shown = letters.filter(({ service }) => of === 'all' || service === of);
  const missing = silent.filter((service) => of === 'all' || service === of);
  return (
    <>
      {missing.map((service) => (
        <p key={service} className="late small" role="status">
          {t('dead.silent', { service: t(`service.${service}`) })}
        </p>
      ))}
      {shown.length === 0 && missing.length === 0 ? <p className="soft">{t('dead.none')}</p> : null}
      <ul className={styles['rows']}>
        {shown.map((one) => (
          <li key={`${one.service} ${one.letter.id}`}>
            <Letter of={one} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Letter({ of: { service, letter } }: { of: DeadLetter }) {
  const { t } = useTranslation('operations');
  const may = useMay('operations.dead-letters.replay');
  const [asked, setAsked] = useState(false);
  const changes = [
    ['gateway', 'dead-letter'],
    ['gateway', 'operations'],
  ];
  const replay = useCommand({
    run: () => replayLetter(service, letter.id),
    changes,
    done: t('dead.replayed'),
  });
  const aside = useCommand({
    run: (reason: string) => setLetterAside(service, letter.id, reason),
    changes,
    done: t('dead.aside'),
  });
  return (
    <div className="stack">
      <div className="row apart">
        <div>
          <p>
            <strong>{t(`service.${service}`)}</strong> {letter.queue}{' '}
            <span className="tag">{t(`dead.state.${letter.state}`)}</span>
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
