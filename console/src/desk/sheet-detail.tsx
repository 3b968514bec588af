import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { formatPeriod } from '../instant/format-period.js';
import { Percent } from '../money/money.js';
import { Await } from '../states/await.js';
import { compareLast } from './compare-last.js';
import { lastSheetOf, sheetOf, unitsQuery, type Sheet } from './desk-query.js';
import { GoalLine } from './goal-line.js';
import { ReturnDiff } from './return-diff.js';
import { Feedback } from './feedback.js';
import { Ratio } from './ratio.js';
import { useLanguage } from '../words/use-language.js';
import styles from './subject.module.css';

/** A person's sheet as whoever decides needs it: what is asked or reported, beside what was agreed last. */
export function SheetDetail({
  id,
  what,
  bare = false,
}: {
  id: string;
  what: 'plan' | 'report' | 'week';
  bare?: boolean;
}) {
  const sheet = useQuery(sheetOf(id));
  return <Await of={sheet}>{(found) => <Found sheet={found} what={what} bare={bare} />}</Await>;
}

function Found({ sheet, what, bare }: { sheet: Sheet; what: 'plan' | 'report' | 'week'; bare: boolean }) {
  const { t } = useTranslation('desk');
  const language = useLanguage();
  const { data: last } = useQuery(lastSheetOf(sheet.id));
  const { data: units = [] } = useQuery(unitsQuery);
  const compared = last === undefined || last.period === null ? undefined : compareLast(sheet.goals, last);
  const unit = units.find(({ id }) => id === sheet.unitId)?.name;
  return (
    <div className="stack">
      {bare ? null : (
        <div className={styles['who']}>
          <div>
            <h2>{sheet.personName}</h2>
            <p className="soft">
              {[unit, formatPeriod(sheet.period, language)].filter((part) => part !== undefined).join(' · ')}
              {sheet.workedDays < sheet.fullDays
                ? ` · ${t('days', { worked: sheet.workedDays, full: sheet.fullDays })}`
                : ''}
            </p>
          </div>
          {what === 'plan' ? null : (
            <p className={styles['completion']}>
              <Percent of={sheet.completion} />
              <small>{t(sheet.provisional ? 'completionSoFar' : 'completion')}</small>
            </p>
          )}
        </div>
      )}
      <ReturnDiff sheet={sheet} />
      <p className="soft small">
        {last === undefined
          ? ' '
          : last.period === null
            ? t('last.first')
            : compared?.same === true && what === 'plan'
              ? t('last.same', { period: formatPeriod(last.period, language) })
              : t('last.compared', { period: formatPeriod(last.period, language) })}
      </p>
      <ul className={styles['goals']} aria-label={t('goals')}>
        {sheet.goals.map((goal) => (
          <GoalLine
            key={goal.id}
            goal={goal}
            what={what}
            compared={compared?.goals.find((one) => one.goal.id === goal.id)}
          />
        ))}
        {(compared?.gone ?? []).map((goal) => (
          <li key={goal.code} className={styles['gone']}>
            <del>{goal.title}</del> <Ratio actual={goal.target} unit={goal.unit} />
            <span className="tag warn">{t('last.gone')}</span>
          </li>
        ))}
      </ul>
      <Feedback sheet={sheet} />
    </div>
  );
}
