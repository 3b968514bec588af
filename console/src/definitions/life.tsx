import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { goals } from '../api/clients.js';
import { useCommand } from '../api/use-command.js';
import { Instant } from '../instant/instant.js';
import { formatPeriod } from '../instant/format-period.js';
import { useMay } from '../session/me.js';
import { useLanguage } from '../words/use-language.js';
import { ActivateDialog } from './activate-dialog.js';
import { DEFINITIONS, useSchedule, type Definition } from './definition-queries.js';
import { ReasonDialog } from './reason-dialog.js';

type Asking = 'activate' | 'pause' | 'retire';

/** Activate, pause, resume, retire; and what that means. */
export function Life({ definition }: { definition: Definition }) {
  const { t } = useTranslation('definitions');
  const [asking, ask] = useState<Asking>();
  const { id, version, state, activeVersion, data } = definition;
  const open = activeVersion !== null;
  const schedule = useSchedule(id, open);
  const path = { id };
  const end = (): void => ask(undefined);
  const changes = [DEFINITIONS];
  const pause = useCommand({
    run: (reason: string) =>
      answer(goals.POST('/v1/cycle-definitions/{id}/pause', { params: { path }, body: { reason } })),
    changes,
    done: t('schedule.paused'),
  });
  const resume = useCommand({
    run: () =>
      answer(
        goals.POST('/v1/cycle-definitions/{id}/resume', { params: { path }, body: { reason: t('schedule.resume') } }),
      ),
    changes,
    done: t('schedule.resumed'),
  });
  const retire = useCommand({
    run: (reason: string) =>
      answer(goals.POST('/v1/cycle-definitions/{id}/retire', { params: { path }, body: { version, reason } })),
    changes,
    done: t('schedule.retired'),
  });
  const paused = schedule.data?.state === 'paused';
  const mayRehearse = useMay('goals.definition.rehearse');
  return (
    <div className="row">
      {mayRehearse && state !== 'retired' ? (
        <Link to="/rehearsals" search={{ definition: id }}>
          {t('rehearse')}
        </Link>
      ) : null}
      {state === 'draft' ? (
        <Button type="primary" onClick={() => ask('activate')}>
          {t('activate.go', { version })}
        </Button>
      ) : null}
      {open && schedule.data?.state === 'on' ? (
        <Button onClick={() => ask('pause')}>{t('schedule.pause')}</Button>
      ) : null}
      {paused ? (
        <Button type="primary" loading={resume.isPending} onClick={() => resume.mutate()}>
          {t('schedule.resume')}
        </Button>
      ) : null}
      {state === 'retired' ? null : (
        <Button danger onClick={() => ask('retire')}>
          {t('schedule.retire')}
        </Button>
      )}
      {asking === 'activate' ? <ActivateDialog definition={definition} onEnd={end} /> : null}
      {asking === 'pause' ? (
        <ReasonDialog
          title={t('schedule.pauseTitle', { name: data.name })}
          says={t('schedule.pauseSays')}
          go={t('schedule.pauseGo')}
          busy={pause.isPending}
          onGo={(reason) => pause.mutate(reason, { onSuccess: end })}
          onEnd={end}
        />
      ) : null}
      {asking === 'retire' ? (
        <ReasonDialog
          title={t('schedule.retireTitle', { name: data.name })}
          says={t('schedule.retireSays')}
          go={t('schedule.retireGo')}
          busy={retire.isPending}
          danger
          onGo={(reason) => retire.mutate(reason, { onSuccess: end })}
          onEnd={end}
        />
      ) : null}
    </div>
  );
}

/** Whether cycles open by themselves, and the next. */
export function ScheduleLine({ definition }: { definition: Definition }) {
  const { t } = useTranslation('definitions');
  const language = useLanguage();
  const schedule = useSchedule(definition.id, definition.activeVersion !== null);
  if (schedule.data === undefined) return null;
  const { state, next } = schedule.data;
  const [first] = next;
  return (
    <p className="row small">
      <span className={`tag ${state === 'on' ? 'good' : 'warn'}`}>{t(`schedule.state.${state}`)}</span>
      {first === undefined ? null : (
        <span className="soft">
          {t('schedule.next', { period: formatPeriod(first.period, language) })} <Instant at={first.opensAt} />
        </span>
      )}
    </p>
  );
}
