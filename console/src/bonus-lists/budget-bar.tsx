import { useTranslation } from 'react-i18next';
import { compare, less, shareOf, signOf } from '../money/amounts.js';
import type { Amount } from '../money/format-amount.js';
import { formatAmount } from '../money/format-amount.js';
import { useLanguage } from '../words/use-language.js';
import styles from './bonus-lists.module.css';

/** How much of the budget a list takes, and what is left of it. */
export function BudgetBar({ total, budget }: { total: Amount; budget: Amount }) {
  const { t } = useTranslation('bonus-lists');
  const language = useLanguage();
  const over = compare(total, budget) > 0;
  const left = over ? less(total, budget) : less(budget, total);
  const share = Math.min(1, shareOf(total, budget));
  return (
    <div className={styles['budget']}>
      <div className={styles['bar']} aria-hidden="true">
        <i data-over={over} style={{ width: `${Math.round(share * 100)}%` }} />
      </div>
      <span className={over ? 'late small' : 'soft small'}>
        {t(over ? 'budget.over' : 'budget.left', {
          left: formatAmount(left, language),
          budget: formatAmount(budget, language),
        })}
      </span>
    </div>
  );
}

/** Against last time: more, less or the same. */
export function SinceLast({ now, last }: { now: Amount; last: Amount }) {
  const { t } = useTranslation('bonus-lists');
  const language = useLanguage();
  const by = less(now, last);
  const sign = signOf(by);
  const amount = formatAmount({ ...by, amount: by.amount.replace('-', '') }, language);
  return (
    <span className="soft small">
      {t(sign === 0 ? 'last.same' : sign > 0 ? 'last.more' : 'last.less', {
        by: amount,
        last: formatAmount(last, language),
      })}
    </span>
  );
}
