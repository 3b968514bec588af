import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Period } from '../instant/period.js';
import { Money } from '../money/money.js';
import { Await } from '../states/await.js';
import { Empty } from '../states/empty.js';
import { OnlyFor } from '../states/not-allowed.js';
import styles from './bonus-lists.module.css';
import { BudgetBar, SinceLast } from './budget-bar.js';
import { useBonusLists, type BonusList } from './list-queries.js';
import { ListTag } from './list-tag.js';

export function BonusListsPage() {
  const { t } = useTranslation('bonus-lists');
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p className="soft">{t('about')}</p>
        </div>
      </header>
      <OnlyFor action="payroll.list.read">
        <Lists />
      </OnlyFor>
    </div>
  );
}

function Lists() {
  const { t } = useTranslation('bonus-lists');
  const lists = useBonusLists();
  return (
    <Await
      of={lists}
      isEmpty={(items) => items.length === 0}
      empty={<Empty heading="h2" title={t('none.title')} advice={t('none.advice')} />}
    >
      {(items) => (
        <>
          <ul className={styles['cards']}>
            {items.map((list) => (
              <li key={list.id}>
                <ListCard list={list} />
              </li>
            ))}
          </ul>
          {lists.hasNextPage ? (
            <Button onClick={() => void lists.fetchNextPage()} loading={lists.isFetchingNextPage}>
              {t('older')}
            </Button>
          ) : null}
        </>
      )}
    </Await>
  );
}

function ListCard({ list }: { list: BonusList }) {
  const { t } = useTranslation('bonus-lists');
  return (
    <Link to="/bonus-lists/$listId" params={{ listId: list.id }} className={`card ${styles['card'] ?? ''}`}>
      <span className="row apart">
        <h2>
          <Period of={list.period} />
        </h2>
        <ListTag state={list.state} />
      </span>
      <span className="row soft small">
        <span>{t(`kind.${list.kind}`)}</span>
        {list.part === 'signers' ? <span>{t('part.signers')}</span> : null}
        <span>{t('people', { count: list.lines })}</span>
        {list.held > 0 ? <span className="tag warn">{t('held', { count: list.held })}</span> : null}
      </span>
      <strong className={styles['total']}>
        <Money of={list.total} />
      </strong>
      {list.budget === null ? null : <BudgetBar total={list.total} budget={list.budget} />}
      {list.lastTotal === null ? null : <SinceLast now={list.total} last={list.lastTotal} />}
    </Link>
  );
}
