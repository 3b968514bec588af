import { useTranslation } from 'react-i18next';
import { useNow } from '../instant/business-clock.js';
import { formatInstant, formatSpan } from '../instant/format-instant.js';
import { useZone } from '../session/me.js';
import { useLanguage } from '../words/use-language.js';
import type { ControlAction, Cycle, CycleStep } from './cycle-queries.js';
import styles from './monitor.module.css';
import { unsettled } from './standing.js';

/** What an action does to this cycle now, said before it is done. */
export function WhatHappens({
  action,
  cycle,
  step,
}: {
  action: ControlAction;
  cycle: Cycle;
  step?: CycleStep | undefined;
}) {
  const { t } = useTranslation('monitor');
  const lines = useLines(action, cycle, step);
  return (
    <section className={styles['says']} aria-label={t('dialog.what')}>
      <h3>{t('dialog.what')}</h3>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}

function useLines(action: ControlAction, cycle: Cycle, step: CycleStep | undefined): string[] {
  const { t } = useTranslation(['monitor', 'cycle']);
  const [language, zone, now] = [useLanguage(), useZone(), useNow()];
  const left = unsettled(cycle.sheets);
  switch (action) {
    case 'pause':
      return [t('says.pause.steps'), t('says.pause.people'), t('says.pause.later'), t('says.pause.money')];
    case 'resume': {
      const since = cycle.pausedAt === null ? 0 : now - Date.parse(cycle.pausedAt);
      return [t('says.resume.since', { span: formatSpan(since, language) }), t('says.resume.hours')];
    }
    case 'extend':
      return [t('says.extend.later'), t('says.extend.told')];
    case 'close-now': {
      if (step === undefined) return [];
      const name = t(`cycle:step.${step.step}`);
      const later = step.step !== 'close-planning';
      return [
        t('says.close.now', { step: name, when: formatInstant(step.at, 'moment', zone, language) }),
        ...(left.plans > 0 ? [t('says.close.planning', { count: left.plans })] : []),
        ...(later && left.reports > 0 ? [t('says.close.reporting', { count: left.reports })] : []),
        ...(step.step === 'close-confirming' && left.decisions > 0
          ? [t('says.close.confirming', { count: left.decisions })]
          : []),
        t('says.close.nobody'),
      ];
    }
    case 'cancel':
      return [
        t('says.cancel.sheets', { count: left.open }),
        t('says.cancel.approvals'),
        t('says.cancel.kept'),
        t('says.cancel.money'),
        t('says.cancel.final'),
      ];
  }
}
