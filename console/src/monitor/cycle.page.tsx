import { Link, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Instant } from '../instant/instant.js';
import { Period } from '../instant/period.js';
import { useMay } from '../session/me.js';
import { WorkflowLink } from '../operations/workflow-link.js';
import { Await } from '../states/await.js';
import { ControlDialog } from './control-dialog.js';
import { useCycle, type ControlAction, type Cycle } from './cycle-queries.js';
import { CycleStateTag } from './cycle-state.js';
import { Funnel } from './funnel.js';
import { LateList } from './late-list.js';
import styles from './monitor.module.css';
import { closable, isOpen } from './standing.js';
import { TimelineRail } from './timeline-rail.js';

export function CyclePage() {
  const { t } = useTranslation('monitor');
  const { cycleId } = useParams({ from: '/cycles/$cycleId' });
  const cycle = useCycle(cycleId);
  return (
    <div className="page">
      <Link to="/cycles" className={styles['back']}>
        ← {t('back')}
      </Link>
      <Await of={cycle}>{(data) => <OneCycle cycle={data} />}</Await>
    </div>
  );
}

function OneCycle({ cycle }: { cycle: Cycle }) {
  const { t } = useTranslation('monitor');
  return (
    <>
      <header className="page-head">
        <div>
          <h1>{cycle.definitionName}</h1>
          <p className={styles['under']}>
            <Period of={cycle.period} /> <CycleStateTag state={cycle.state} /> <WorkflowLink of={cycle.workflowId} />
          </p>
        </div>
        <Actions cycle={cycle} />
      </header>
      {cycle.pausedAt === null ? null : (
        <p className={styles['paused']} role="status">
          <Paused at={cycle.pausedAt} />
        </p>
      )}
      <div className={styles['split']}>
        <div className="stack">
          <section className="card stack" aria-labelledby="funnel">
            <h2 id="funnel">{t('funnel.title')}</h2>
            <Funnel of={cycle.funnel} />
          </section>
          <LateList cycleId={cycle.id} />
          <Facts cycle={cycle} />
        </div>
        <section className="card stack" aria-labelledby="timeline">
          <h2 id="timeline">{t('timeline.title')}</h2>
          <TimelineRail steps={cycle.timeline} still={!isOpen(cycle) || cycle.state === 'paused'} />
        </section>
      </div>
    </>
  );
}

function Paused({ at }: { at: string }) {
  const { t } = useTranslation('monitor');
  const [before, after] = t('facts.pausedSince', { when: '\u0000' }).split('\u0000');
  return (
    <>
      {before}
      <Instant at={at} />
      {after}
    </>
  );
}

function Actions({ cycle }: { cycle: Cycle }) {
  const { t } = useTranslation('monitor');
  const may = { control: useMay('goals.cycle.control'), change: useMay('goals.cycle.change') };
  const [action, setAction] = useState<ControlAction>();
  if (!isOpen(cycle) || !may.control) return null;
  const paused = cycle.state === 'paused';
  const offered: ControlAction[] = paused
    ? ['resume', 'cancel']
    : [
        'extend',
        ...(closable(cycle).length > 0 ? (['close-now'] as const) : []),
        ...(cycle.state === 'running' ? (['pause'] as const) : []),
        'cancel',
      ];
  return (
    <div className="row" role="group" aria-label={t('action.label')}>
      {may.change ? (
        <Link to="/cycles/$cycleId/changes" params={{ cycleId: cycle.id }}>
          {t('change')}
        </Link>
      ) : null}
      {offered.map((one) => (
        <Button
          key={one}
          danger={one === 'cancel'}
          type={one === 'resume' ? 'primary' : 'default'}
          onClick={() => setAction(one)}
        >
          {t(`action.${one}`)}
        </Button>
      ))}
      {action === undefined ? null : <ControlDialog cycle={cycle} action={action} onEnd={() => setAction(undefined)} />}
    </div>
  );
}

function Facts({ cycle }: { cycle: Cycle }) {
  const { t } = useTranslation('monitor');
  const version = (of: { version: number | null }): string =>
    of.version === null ? t('facts.newest') : t('facts.version', { version: of.version });
  return (
    <section className="card stack" aria-labelledby="facts">
      <h2 id="facts">{t('facts.title')}</h2>
      <dl className={styles['facts']}>
        <dt>{t('facts.ruleSet')}</dt>
        <dd>
          {cycle.ruleSet.code} <span className="soft small">{version(cycle.ruleSet)}</span>
        </dd>
        <dt>{t('facts.payPlan')}</dt>
        <dd>
          {cycle.payPlan === null ? (
            t('facts.paysNothing')
          ) : (
            <>
              {cycle.payPlan.code} <span className="soft small">{version(cycle.payPlan)}</span>
            </>
          )}
        </dd>
      </dl>
      {cycle.skippedPeople.length + cycle.leavers.length === 0 ? null : (
        <p className="row">
          {cycle.skippedPeople.length === 0 ? null : (
            <span className="tag">{t('facts.skipped', { count: cycle.skippedPeople.length })}</span>
          )}
          {cycle.leavers.length === 0 ? null : (
            <span className="tag">{t('facts.leavers', { count: cycle.leavers.length })}</span>
          )}
        </p>
      )}
      {cycle.waitsFor.map(({ runId, who }) => (
        <p key={runId} className="small">
          {t(`facts.waits.${who}`)}
        </p>
      ))}
    </section>
  );
}
