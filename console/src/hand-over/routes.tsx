import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell/shell-route.js';
import { HAND_OVER_TABS, type HandOverTab } from './tabs.js';

export interface HandOverSearch {
  tab?: HandOverTab;
}

export const handOverRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/hand-over',
  validateSearch: (search: Record<string, unknown>): HandOverSearch => {
    const tab = HAND_OVER_TABS.find((one) => one === search['tab']);
    return tab === undefined ? {} : { tab };
  },
  component: lazyRouteComponent(() => import('./hand-over.page.js'), 'HandOverPage'),
});
