import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell/shell-route.js';

export const balancesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/balances',
  component: lazyRouteComponent(() => import('./balances.page.js'), 'BalancesPage'),
});
