import { useTranslation } from 'react-i18next';
import { useNarrow } from '../look/use-narrow.js';
import { Band } from './band.js';
import { compare, less, signOf } from '../money/amounts.js';
import { Decimal, Money } from '../money/money.js';
import { useUnitNames } from '../names/names.js';
import type { Column } from '../virtual-table/virtual-table.js';
import styles from './bonus-lists.module.css';
import type { BonusLine } from './list-queries.js';
import { LineTag } from './list-tag.js';

/** Against last time; the tone says which way. */
function Change({ line }: { line: BonusLine }) {
  const { t } = useTranslation('bonus-lists');
  if (line.lastAmount === null) return <span className="soft small">{t('filter.new')}</span>;
  const by = less(line.amount, line.lastAmount);
  const sign = signOf(by);
  if (sign === 0) return <span className="soft">=</span>;
  return (
    <span className={styles[sign > 0 ? 'up' : 'down']}>
      {sign > 0 ? '+' : ''}
      <Money of={by} />
    </span>
  );
}

export function useColumns(): Column<BonusLine>[] {
  const { t } = useTranslation('bonus-lists');
  const narrow = useNarrow();
  const units = useUnitNames();
  const who: Column<BonusLine> = {
    key: 'who',
    title: t('col.who'),
    width: narrow ? 'minmax(8rem, 1.1fr)' : 'minmax(13rem, 1.4fr)',
    cell: (line) => (
      <span className={styles['two']}>
        <span>{line.personName}</span>
        <small>
          {line.personNumber}
          {narrow ? '' : ` · ${units.get(line.unitId) ?? ''}`}
        </small>
      </span>
    ),
  };
  const amount: Column<BonusLine> = {
    key: 'amount',
    title: t('col.amount'),
    width: narrow ? '6.5rem' : '8.5rem',
    figures: true,
    cell: (line) => (
      <span className={styles['two']}>
        <strong>
          <Money of={line.amount} />
        </strong>
        {compare(line.amount, line.computed) === 0 ? null : <small>{t('col.adjusted')}</small>}
      </span>
    ),
  };
  const state: Column<BonusLine> = {
    key: 'state',
    title: t('col.state'),
    width: narrow ? '5.5rem' : '7.5rem',
    cell: (line) => <LineTag state={line.state} />,
  };
  if (narrow) return [who, amount, state];
  return [
    who,
    {
      key: 'score',
      title: t('col.score'),
      width: '6rem',
      figures: true,
      cell: (line) => (
        <span className={styles['two']}>
          <Decimal of={line.score} />
          <small>
            <Band of={line.band} />
          </small>
        </span>
      ),
    },
    amount,
    { key: 'last', title: t('col.change'), width: '7rem', figures: true, cell: (line) => <Change line={line} /> },
    {
      key: 'reason',
      title: t('col.reason'),
      width: 'minmax(12rem, 2.2fr)',
      cell: (line) => (
        <span className={styles['why']} title={line.heldReason ?? line.reason}>
          {line.state === 'held' && line.heldReason !== null ? line.heldReason : line.reason}
        </span>
      ),
    },
    state,
  ];
}
