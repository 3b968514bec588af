import { useQuery } from '@tanstack/react-query';
import type { components } from '@goalbeat/api-client/generated/payroll';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { payroll } from '../api/clients.js';
import { listKey } from '../api/keys.js';
import { useCommand } from '../api/use-command.js';
import { ReasonDialog } from '../ask/reason-dialog.js';
import { Instant } from '../instant/instant.js';
import { PersonName } from '../names/names.js';
import { useMay, useMe } from '../session/me.js';
import { Await } from '../states/await.js';
import { OnlyFor } from '../states/not-allowed.js';
import styles from './stop-switch.module.css';

type StopSwitch = components['schemas']['StopSwitch'];
type Stop = StopSwitch['stops'][number];

const CHANGES = [['payroll', 'stop-switch']] as const;
const COUNTS = ['notHandedOver', 'heldBack', 'withPayroll'] as const;

export function StopSwitchPage() {
  const { t } = useTranslation('stop-switch');
  const view = useQuery({
    queryKey: listKey('payroll', 'stop-switch'),
    queryFn: () => answer(payroll.GET('/v1/stop-switch')),
  });
  return (
    <div className="page narrow">
      <header className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p className="soft">{t('about')}</p>
        </div>
      </header>
      <OnlyFor action="payroll.stop-switch.read">
        <Await of={view}>{(found) => <Switch view={found} />}</Await>
      </OnlyFor>
    </div>
  );
}

function Switch({ view }: { view: StopSwitch }) {
  const { t } = useTranslation('stop-switch');
  const maySet = useMay('payroll.stop-switch.set');
  const [asked, setAsked] = useState(false);
  const stop = useCommand({
    run: (reason: string) => answer(payroll.POST('/v1/stop-switch', { body: { reason } })),
    changes: CHANGES,
    done: t('stopped'),
  });
  return (
    <>
      <section className={`card stack ${styles['state'] ?? ''}`} data-stopped={view.stopped} aria-live="polite">
        <h2>{t(view.stopped ? 'state.stopped' : 'state.going')}</h2>
        <dl className={styles['counts']}>
          {COUNTS.map((name) => (
            <div key={name}>
              <dt>{t(`count.${name}`)}</dt>
              <dd className="figures">{view.inFlight[name]}</dd>
            </div>
          ))}
        </dl>
        {view.stopped || !maySet ? null : (
          <div>
            <Button danger type="primary" size="large" onClick={() => setAsked(true)}>
              {t('stop.go')}
            </Button>
          </div>
        )}
      </section>
      {view.stops.map((one) => (
        <StopCard key={one.id} stop={one} />
      ))}
      {asked ? (
        <ReasonDialog
          danger
          title={t('stop.title')}
          says={t('stop.says')}
          go={t('stop.go')}
          onClose={() => setAsked(false)}
          onGo={(reason) => stop.mutateAsync(reason)}
        />
      ) : null}
    </>
  );
}

function StopCard({ stop }: { stop: Stop }) {
  const { t } = useTranslation('stop-switch');
  return (
    <section className="card stack">
      <div className="row apart">
        <h2>{t(`kind.${stop.kind}`)}</h2>
        <Link to="/process-log" search={{ subject: `stop-switch:${stop.id}` }} className="small">
          {t('log')}
        </Link>
      </div>
      <p>
        <PersonName id={stop.setBy} /> · <Instant at={stop.setAt} />
      </p>
      <q>{stop.reason}</q>
      {stop.kind === 'restored' ? <p className="late">{t('restored')}</p> : null}
      {stop.releaseAskedAt === null ? null : (
        <p>
          {t('release.askedBy')} <PersonName id={stop.releaseAskedBy} /> · <Instant at={stop.releaseAskedAt} />
          <br />
          <q>{stop.releaseReason}</q>
        </p>
      )}
      <Release stop={stop} />
    </section>
  );
}

/** Two people: one asks, another confirms. */
function Release({ stop }: { stop: Stop }) {
  const { t } = useTranslation('stop-switch');
  const me = useMe();
  const may = useMay('payroll.stop-switch.release');
  const [asked, setAsked] = useState<'ask' | 'confirm' | null>(null);
  const release = useCommand({
    run: ({ deed, reason }: { deed: 'ask' | 'confirm'; reason: string }) =>
      deed === 'ask'
        ? answer(
            payroll.POST('/v1/stop-switch/release-request', {
              body: { stop: stop.id, version: stop.version, reason },
            }),
          )
        : answer(payroll.POST('/v1/stop-switch/release', { body: { stop: stop.id, version: stop.version } })),
    changes: CHANGES,
    done: ({ stopped }) => t(stopped ? 'release.asked' : 'release.done'),
  });
  if (!may) return <p className="soft">{t('release.who')}</p>;
  const mine = stop.releaseAskedBy !== null && stop.releaseAskedBy === me.person?.id;
  const deed = stop.releaseAskedBy === null ? 'ask' : 'confirm';
  if (mine) return <p className="soft">{t('release.second')}</p>;
  return (
    <div className="row">
      <Button type="primary" onClick={() => setAsked(deed)}>
        {t(`release.${deed}.go`)}
      </Button>
      <span className="soft small">{t('release.rule')}</span>
      {asked === null ? null : (
        <ReasonDialog
          title={t(`release.${asked}.title`)}
          says={t(`release.${asked}.says`)}
          go={t(`release.${asked}.go`)}
          plain={asked === 'confirm'}
          onClose={() => setAsked(null)}
          onGo={(reason) => release.mutateAsync({ deed: asked, reason })}
        />
      )}
    </div>
  );
}
