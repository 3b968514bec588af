import { useTranslation } from 'react-i18next';
import { Feedback } from './feedback.js';
import { GoalCard } from './goal-card.js';
import type { Sheet } from './sheet-query.js';

/** A sheet as it ended, to be read. */
export function SheetDetail({ sheet }: { sheet: Sheet }) {
  const { t } = useTranslation('my-week');
  return (
    <div className="stack">
      <ul className="stack" aria-label={t('goals')}>
        {sheet.goals.map((goal) => (
          <GoalCard key={goal.id} sheet={sheet} goal={goal} canProgress={false} />
        ))}
      </ul>
      <Feedback sheet={sheet} />
    </div>
  );
}
