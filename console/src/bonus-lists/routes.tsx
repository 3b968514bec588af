import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell/shell-route.js';

export const bonusListsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/bonus-lists',
  component: lazyRouteComponent(() => import('./bonus-lists.page.js'), 'BonusListsPage'),
});
export const bonusListRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/bonus-lists/$listId',
  component: lazyRouteComponent(() => import('./bonus-list.page.js'), 'BonusListPage'),
});
