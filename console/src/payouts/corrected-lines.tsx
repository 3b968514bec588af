import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Band } from '../bonus-lists/band.js';
import { signOf } from '../money/amounts.js';
import { Decimal, Money } from '../money/money.js';
import { Await } from '../states/await.js';
import { useCorrectedLines, type CorrectedLine } from './payout-queries.js';
import styles from './payouts.module.css';

/** Whose money a correction changed, by which score, and the list that pays the difference. */
export function CorrectedLines({ id }: { id: string }) {
  const { t } = useTranslation('payouts');
  const lines = useCorrectedLines(id);
  return (
    <Await of={lines} isEmpty={(rows) => rows.length === 0} empty={<p className="soft">{t('correct.nothing')}</p>}>
      {(rows) => (
        <div className="stack">
          <ul className={styles['held']}>
            {rows.map((line) => (
              <li key={line.id} className="card stack">
                <Line line={line} />
              </li>
            ))}
          </ul>
          {lines.hasNextPage ? <Button onClick={() => void lines.fetchNextPage()}>{t('more')}</Button> : null}
        </div>
      )}
    </Await>
  );
}

function Line({ line }: { line: CorrectedLine }) {
  const { t } = useTranslation('payouts');
  const up = signOf(line.difference) > 0;
  return (
    <>
      <div className="row apart">
        <strong>
          {line.personName} <span className="soft small">{line.personNumber}</span>
        </strong>
        <strong>
          {up ? '+' : ''}
          <Money of={line.difference} />
        </strong>
      </div>
      <p className="soft">
        <Money of={line.before} /> → <Money of={line.after} />
      </p>
      {line.score === null ? null : (
        <p>
          <Decimal of={line.score.score} /> · <Band of={line.score.band} />{' '}
          <q className="small">{line.score.evidence}</q>
        </p>
      )}
      {line.paidBy === null ? (
        <p className="soft small">{t(up ? 'past.unpaid' : 'past.keptBack')}</p>
      ) : (
        <Link to="/bonus-lists/$listId" params={{ listId: line.paidBy.listId }} className="small">
          {t('past.paidBy')}
        </Link>
      )}
    </>
  );
}
