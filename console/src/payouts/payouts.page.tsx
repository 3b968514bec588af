import { Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMay } from '../session/me.js';
import { OnlyFor } from '../states/not-allowed.js';
import { Correct } from './correct.js';
import { PastCorrections } from './past-corrections.js';
import { HeldLines } from './held-lines.js';
import { Payouts } from './payout-list.js';
import { Runs } from './runs.js';

export function PayoutsPage() {
  const { t } = useTranslation('payouts');
  const corrects = useMay('payroll.correction.write');
  const sees = useMay('payroll.correction.read');
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p className="soft">{t('about')}</p>
        </div>
      </header>
      <OnlyFor action="payroll.list.read">
        <Tabs
          items={[
            { key: 'all', label: t('tab.all'), children: <Payouts /> },
            { key: 'runs', label: t('tab.runs'), children: <Runs /> },
            { key: 'held', label: t('tab.held'), children: <HeldLines /> },
            ...(sees
              ? [
                  {
                    key: 'correct',
                    label: t('tab.correct'),
                    children: (
                      <div className="stack">
                        {corrects ? <Correct /> : null}
                        <PastCorrections />
                      </div>
                    ),
                  },
                ]
              : []),
          ]}
        />
      </OnlyFor>
    </div>
  );
}
