import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Ago, Instant } from '../instant/instant.js';
import { formatDecimal, formatPercent } from '../money/format-amount.js';
import { Percent } from '../money/money.js';
import type { Column } from '../virtual-table/virtual-table.js';
import { SheetTag } from '../my-week/sheet-tag.js';
import { useLanguage } from '../words/use-language.js';
import type { TeamRow } from './standing.js';
import { useNarrow } from './use-narrow.js';
import type { Sheet } from './team-query.js';
import styles from './team.module.css';

const MOST_GOALS = 4;

/** @param units names by id */
export function useTeamColumns(units: ReadonlyMap<string, string>): readonly Column<TeamRow>[] {
  const { t } = useTranslation('team');
  const narrow = useNarrow();
  return useMemo((): readonly Column<TeamRow>[] => {
    const person: Column<TeamRow> = {
      key: 'person',
      title: t('person'),
      cell: (row) => <Person row={row} unit={units.get(row.sheet.unitId)} />,
      width: narrow ? 'minmax(0, 1.1fr)' : 'minmax(8rem, 13rem)',
    };
    const completion: Column<TeamRow> = {
      key: 'completion',
      title: t('completion'),
      cell: ({ sheet }) => <Completion of={sheet.completion} />,
      width: narrow ? '4.6rem' : '8rem',
      figures: narrow,
    };
    const standing: Column<TeamRow> = {
      key: 'standing',
      title: t('standing'),
      cell: (row) => <Standing row={row} />,
      width: narrow ? 'minmax(0, 1fr)' : '14rem',
    };
    if (narrow) return [person, standing, completion];
    return [
      person,
      standing,
      completion,
      { key: 'goals', title: t('goals'), cell: ({ sheet }) => <Goals of={sheet.goals} />, width: 'minmax(22rem, 1fr)' },
    ];
  }, [t, units, narrow]);
}

function Person({ row, unit }: { row: TeamRow; unit: string | undefined }) {
  return (
    <span className={styles['person']}>
      <b>{row.sheet.personName}</b>
      <small className="soft">{unit}</small>
    </span>
  );
}

/** Where the week is, and what is missing since when. */
function Standing({ row: { sheet, waitsSince, owes, lateSince } }: { row: TeamRow }) {
  const { t } = useTranslation('team');
  return (
    <span className={styles['person']}>
      <span>
        <SheetTag state={sheet.state} />
      </span>
      {waitsSince !== null ? (
        <small className={styles['mine']}>
          {t('waitsSince')} <Ago at={waitsSince} />
        </small>
      ) : owes !== null && lateSince !== null ? (
        <small className="late">
          {t(`late.${owes}`)} <Instant at={lateSince} />
        </small>
      ) : null}
    </span>
  );
}

function Completion({ of }: { of: string }) {
  return (
    <span className={styles['completion']}>
      <Percent of={of} />
      <i
        style={{ '--reached': `${Math.max(0, Math.min(100, Number(of)))}%` } as Record<string, string>}
        aria-hidden="true"
      />
    </span>
  );
}

/** Each goal as a cell: red where it falls behind its pace. */
function Goals({ of }: { of: Sheet['goals'] }) {
  const { t } = useTranslation('team');
  const language = useLanguage();
  const more = of.length - MOST_GOALS;
  return (
    <span className={styles['goals']}>
      {of.slice(0, more > 1 ? MOST_GOALS - 1 : MOST_GOALS).map((goal) => (
        <span key={goal.id} className={styles['goal']} data-red={goal.pace?.red === true} title={titleOf(goal)}>
          <small>{goal.title}</small>
          <span className="figures">
            {goal.actual === null ? '–' : formatDecimal(goal.actual, language)} / {formatDecimal(goal.target, language)}{' '}
            {goal.unit}
          </span>
          {goal.pace?.red === true ? <span className="unseen">{t('behind')}</span> : null}
        </span>
      ))}
      {more > 1 ? <small className="soft">{t('more', { count: more + 1 })}</small> : null}
    </span>
  );

  function titleOf(goal: Sheet['goals'][number]): string {
    const reached = `${goal.title}: ${formatPercent(goal.attainment, language)}`;
    return goal.pace === null
      ? reached
      : `${reached} · ${t('pace', { pace: formatPercent(goal.pace.percent, language) })}`;
  }
}
