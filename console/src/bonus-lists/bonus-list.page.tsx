import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatPeriod } from '../instant/format-period.js';
import { Money } from '../money/money.js';
import { Await } from '../states/await.js';
import { OnlyFor } from '../states/not-allowed.js';
import { PageSkeleton } from '../states/skeleton.js';
import { useLanguage } from '../words/use-language.js';
import styles from './bonus-lists.module.css';
import { BudgetBar, SinceLast } from './budget-bar.js';
import { Decide } from './decide.js';
import { Lines } from './lines.js';
import { useBonusList, type BonusList } from './list-queries.js';
import { ListTag } from './list-tag.js';
import { SignRail } from './sign-rail.js';

export function BonusListPage() {
  const { listId } = useParams({ from: '/bonus-lists/$listId' });
  const list = useBonusList(listId);
  return (
    <OnlyFor action="payroll.list.read">
      <Await of={list} loading={<PageSkeleton />}>
        {(found) => <List list={found} />}
      </Await>
    </OnlyFor>
  );
}

function List({ list }: { list: BonusList }) {
  const { t } = useTranslation('bonus-lists');
  const language = useLanguage();
  return (
    <div className="page">
      <header className="page-head">
        <div className="stack">
          <nav className="small" aria-label={t('where')}>
            <Link to="/bonus-lists">{t('title')}</Link>
          </nav>
          <div className="row">
            <h1>{t('of', { period: formatPeriod(list.period, language), currency: list.currency })}</h1>
            <ListTag state={list.state} />
          </div>
          <p className="soft">
            {t(`kind.${list.kind}`)}
            {list.part === 'signers' ? ` · ${t('part.signersWhy')}` : ''}
          </p>
        </div>
      </header>
      <div className={styles['summary']}>
        <section className="card stack" aria-label={t('sum')}>
          <div className="row apart">
            <span className="soft">{t('sum')}</span>
            <span className="soft small">{t('people', { count: list.lines })}</span>
          </div>
          <strong className={styles['total']}>
            <Money of={list.total} />
          </strong>
          {list.budget !== null ? (
            <BudgetBar total={list.total} budget={list.budget} />
          ) : list.kind === 'cycle' ? (
            <p className="soft small">{t('budget.none')}</p>
          ) : null}
          {list.lastTotal === null ? null : <SinceLast now={list.total} last={list.lastTotal} />}
          {list.held === 0 ? null : (
            <p>
              <span className="tag warn">{t('held', { count: list.held })}</span>{' '}
              <span className="soft small">{t('heldOutside')}</span>
            </p>
          )}
          <Decide list={list} />
        </section>
        <SignRail list={list} />
      </div>
      <Lines list={list} />
    </div>
  );
}
