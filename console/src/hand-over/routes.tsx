import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell/shell-route.js';

export const HAND_OVER_TABS = ['deliveries', 'files', 'setting'] as const;
export type HandOverTab = (typeof HAND_OVER_TABS)[number];
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
