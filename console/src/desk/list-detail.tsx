import type { components } from '@goalbeat/api-client/generated/payroll';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatPeriod } from '../instant/format-period.js';
import { answer } from '../api/carry.js';
import { payroll } from '../api/clients.js';
import { listKey, oneKey } from '../api/keys.js';
import { usePages } from '../api/queries.js';
import { Money } from '../money/money.js';
import { Await } from '../states/await.js';
import { VirtualTable, type Column } from '../virtual-table/virtual-table.js';
import { useLanguage } from '../words/use-language.js';
import styles from './subject.module.css';

type List = components['schemas']['BonusList'];
type Line = components['schemas']['BonusLine'];

/** A bonus list as it was handed in: its sums, and who gets what and why. */
export function ListDetail({ listId }: { listId: string }) {
  const list = useQuery({
    queryKey: oneKey('payroll', 'bonus-list', listId),
    queryFn: () => answer(payroll.GET('/v1/bonus-lists/{id}', { params: { path: { id: listId } } })),
  });
  return <Await of={list}>{(found) => <Found list={found} />}</Await>;
}

function Found({ list }: { list: List }) {
  const { t } = useTranslation('desk');
  const language = useLanguage();
  const lines = usePages<Line>(listKey('payroll', 'bonus-line', { list: list.id, with: 'bonus-list' }), (after) =>
    answer(
      payroll.GET('/v1/bonus-lists/{id}/lines', {
        params: { path: { id: list.id }, query: { limit: 200, ...(after === undefined ? {} : { after }) } },
      }),
    ),
  );
  const columns = useMemo(
    (): Column<Line>[] => [
      { key: 'name', title: t('person'), cell: (one) => one.personName, width: 'minmax(6rem, 9rem)' },
      { key: 'reason', title: t('reasonOf'), cell: (one) => <span title={one.reason}>{one.reason}</span> },
      {
        key: 'last',
        title: t('last.time'),
        cell: (one) => (one.lastAmount === null ? '–' : <Money of={one.lastAmount} />),
        width: '7rem',
        figures: true,
      },
      { key: 'amount', title: t('amount'), cell: (one) => <Money of={one.amount} />, width: '7rem', figures: true },
    ],
    [t],
  );
  return (
    <div className="stack">
      <h2>{t('listOf', { period: formatPeriod(list.period, language) })}</h2>
      <dl className={styles['facts']}>
        <div>
          <dt>{t('total')}</dt>
          <dd className={styles['large']}>
            <Money of={list.total} />
          </dd>
        </div>
        <div>
          <dt>{t('budget')}</dt>
          <dd>{list.budget === null ? '–' : <Money of={list.budget} />}</dd>
        </div>
        <div>
          <dt>{t('last.time')}</dt>
          <dd>{list.lastTotal === null ? '–' : <Money of={list.lastTotal} />}</dd>
        </div>
        <div>
          <dt>{t('lines')}</dt>
          <dd className="figures">{list.lines}</dd>
        </div>
        {list.held === 0 ? null : (
          <div>
            <dt>{t('heldLines')}</dt>
            <dd className="figures">{list.held}</dd>
          </div>
        )}
      </dl>
      <p>
        <Link to={`/bonus-lists/${list.id}` as '/my-week'}>{t('openList')}</Link>
      </p>
      <Await of={lines}>
        {(found) => (
          <div className={styles['table']}>
            <VirtualTable
              label={t('lines')}
              columns={columns}
              rows={found}
              rowKey={({ id }) => id}
              height="24rem"
              rowHeight={42}
              tone={({ state }) => (state === 'held' ? 'warn' : undefined)}
              onEnd={() => (lines.hasNextPage && !lines.isFetchingNextPage ? void lines.fetchNextPage() : undefined)}
            />
          </div>
        )}
      </Await>
    </div>
  );
}
