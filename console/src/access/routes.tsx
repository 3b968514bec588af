import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell/shell-route.js';
import { ACCESS_TABS, type AccessTab } from './tabs.js';

export interface AccessSearch {
  tab?: AccessTab;
  /** Whose access is open. */
  person?: string;
}

export const accessRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/access',
  validateSearch: (search: Record<string, unknown>): AccessSearch => {
    const tab = ACCESS_TABS.find((one) => one === search['tab']);
    const person = search['person'];
    return {
      ...(tab === undefined ? {} : { tab }),
      ...(typeof person === 'string' && person.length <= 64 ? { person } : {}),
    };
  },
  component: lazyRouteComponent(() => import('./access.page.js'), 'AccessPage'),
});

export const sessionsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/sessions',
  component: lazyRouteComponent(() => import('./sessions.page.js'), 'SessionsPage'),
});
