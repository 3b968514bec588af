import { useTranslation } from 'react-i18next';
import { StepCounts } from '../monitor/step-counts.js';
import type { Moment } from './moments.js';
import { useKindWords } from './kind-words.js';
import styles from './player.module.css';

const MOST_NAMED = 8;

interface MomentViewProps {
  moment: Moment;
  /** The instant in words. */
  when: string;
  /** Played: nobody wants each stop read out. */
  quiet: boolean;
  /** Of the whole timeline. */
  steps: number;
}

/** What happens at the stop, and how far it has come. */
export function MomentView({ moment, when, quiet, steps }: MomentViewProps) {
  const { t } = useTranslation(['rehearsals', 'cycle', 'shell']);
  const { noticeOf, todoOf } = useKindWords();
  const { soFar } = moment;
  const names = (people: readonly { name: string; number: string }[]): string => {
    const different = [...new Map(people.map((one) => [one.number, one])).values()];
    const named = different
      .slice(0, MOST_NAMED)
      .map(({ name }) => name)
      .join(t('shell:comma'));
    return different.length > MOST_NAMED
      ? t('moment.andMore', { names: named, count: different.length - MOST_NAMED })
      : named;
  };
  return (
    <div className={styles['moment']} aria-live={quiet ? 'off' : 'polite'}>
      <div className={styles['now']}>
        <h3 className="figures">{when}</h3>
        <dl className={styles['so-far']}>
          <div>
            <dt>{t('moment.steps')}</dt>
            <dd className="figures">{t('moment.of', { done: soFar.steps, steps })}</dd>
          </div>
          <div>
            <dt>{t('moment.notices')}</dt>
            <dd className="figures">{soFar.notices}</dd>
          </div>
          <div>
            <dt>{t('moment.overdue')}</dt>
            <dd className={`figures ${soFar.overdue > 0 ? 'late' : ''}`}>{soFar.overdue}</dd>
          </div>
        </dl>
      </div>
      <ul className={styles['happens']}>
        {moment.steps.map(({ step, counts }) => (
          <li key={step} data-is="step">
            <b>{t(`cycle:step.${step}`)}</b>
            <StepCounts counts={counts} />
          </li>
        ))}
        {moment.fell.map((one) => (
          <li key={`fell ${one.who.number} ${one.what} ${one.about}`} data-is="late">
            <span>
              <span className="tag bad">{t('moment.fell')}</span> <b>{one.who.name}</b> {todoOf(one.what)}
            </span>
            <span className="soft small">{one.about}</span>
          </li>
        ))}
        {moment.mended.map((one) => (
          <li key={`mended ${one.who.number} ${one.what} ${one.about}`} data-is="mended">
            <span>
              <span className="tag good">{t('moment.mended')}</span> <b>{one.who.name}</b> {todoOf(one.what)}
            </span>
            <span className="soft small">{one.about}</span>
          </li>
        ))}
        {moment.notices.map(({ kind, items }) => (
          <li key={kind} data-is="notice">
            <span>
              <span className="tag calm figures">{t('moment.times', { count: items.length })}</span> {noticeOf(kind)}
            </span>
            <span className="soft small">{t('moment.to', { names: names(items.map(({ to }) => to)) })}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
