import { getRouteApi } from '@tanstack/react-router';
import { Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { OnlyFor } from '../states/not-allowed.js';
import { Asked } from './asked-changes.js';
import { Deliveries } from './deliveries.js';
import { Files } from './files.js';
import { HAND_OVER_TABS, type HandOverTab } from './tabs.js';
import { Setting } from './setting.js';

const route = getRouteApi('/hand-over');
const SHOWN = { deliveries: Deliveries, files: Files, setting: Setting } as const;

/** How money reaches payroll: where it goes, what is stuck on its way, and what takes two people. */
export function HandOverPage() {
  const { t } = useTranslation('hand-over');
  const { tab } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p className="soft">{t('about')}</p>
        </div>
      </header>
      <Asked />
      <OnlyFor action="payroll.hand-over.read">
        <Tabs
          activeKey={tab ?? 'deliveries'}
          onChange={(next) => void navigate({ search: { tab: next as HandOverTab }, replace: true })}
          items={HAND_OVER_TABS.map((key) => {
            const Shown = SHOWN[key];
            return { key, label: t(`tab.${key}`), children: <Shown /> };
          })}
        />
      </OnlyFor>
    </div>
  );
}
