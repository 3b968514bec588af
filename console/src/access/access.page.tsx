import { getRouteApi } from '@tanstack/react-router';
import { Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { OnlyFor } from '../states/not-allowed.js';
import { Keys } from './keys.js';
import { PersonAccess } from './person-access.js';
import { Provider } from './provider.js';
import { RoleHolders } from './role-holders.js';
import { ACCESS_TABS, type AccessTab } from './tabs.js';

const route = getRouteApi('/access');
const SHOWN = { people: RoleHolders, keys: Keys, 'sign-in': Provider } as const;

/** Who may do what, and by which ways people and machines come in. */
export function AccessPage() {
  const { t } = useTranslation('access');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p className="soft">{t('about')}</p>
        </div>
      </header>
      <OnlyFor action="directory.api-keys.read">
        <Tabs
          activeKey={search.tab ?? 'people'}
          onChange={(tab) => void navigate({ search: { tab: tab as AccessTab }, replace: true })}
          items={ACCESS_TABS.map((key) => {
            const Shown = SHOWN[key];
            return { key, label: t(`tab.${key}`), children: <Shown /> };
          })}
        />
        {search.person === undefined ? null : (
          <PersonAccess
            key={search.person}
            id={search.person}
            onClose={() => void navigate({ search: search.tab === undefined ? {} : { tab: search.tab } })}
          />
        )}
      </OnlyFor>
    </div>
  );
}
