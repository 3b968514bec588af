import { Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { payroll } from '../api/clients.js';
import { listKey, type Key } from '../api/keys.js';
import { usePages } from '../api/queries.js';
import { useMay } from '../session/me.js';
import { Await } from '../states/await.js';
import { Empty } from '../states/empty.js';
import { OnlyFor } from '../states/not-allowed.js';
import { ContradictionCard } from './contradiction-card.js';
import type { Contradiction } from './contradiction-steps.js';
import { EarlierOnes } from './earlier-ones.js';
import { UnknownAnswers } from './unknown-answers.js';

type Which = 'open' | 'all';

export function ContradictionsPage() {
  const { t } = useTranslation('contradictions');
  const reads = useMay('payroll.reconciliation.read');
  return (
    <div className="page narrow">
      <header className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p className="soft">{t('about')}</p>
        </div>
      </header>
      <Found />
      {reads ? <UnknownAnswers /> : null}
    </div>
  );
}

// What is said of one is logged with its payout.
const keyOf = (which: Which): Key => [...listKey('payroll', 'contradiction', { which }), 'payout'];

function Found() {
  const { t } = useTranslation('contradictions');
  const [which, setWhich] = useState<Which>('open');
  const found = usePages<Contradiction>(keyOf(which), (after) =>
    answer(
      payroll.GET('/v1/contradictions', {
        params: {
          query: { limit: 50, ...(which === 'open' ? { open: '1' } : {}), ...(after === undefined ? {} : { after }) },
        },
      }),
    ),
  );
  return (
    <>
      <div>
        <Segmented
          aria-label={t('which')}
          value={which}
          options={(['open', 'all'] as const).map((value) => ({ value, label: t(`show.${value}`) }))}
          onChange={setWhich}
        />
      </div>
      <Await
        of={found}
        isEmpty={(rows) => rows.length === 0}
        empty={
          // Whoever reads none of our books is shown what they were asked to confirm, and nothing else.
          <OnlyFor action="payroll.reconciliation.read">
            <div className="card">
              <Empty heading="h2" title={t('none.title')} advice={t('none.advice')} />
            </div>
          </OnlyFor>
        }
      >
        {(rows) => (
          <>
            <ul className="stack">
              {rows.map((one) => (
                <li key={one.id}>
                  <ContradictionCard one={one} />
                </li>
              ))}
            </ul>
            <EarlierOnes of={found} />
          </>
        )}
      </Await>
    </>
  );
}
