import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell/shell-route.js';

export const payoutsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/payouts',
  component: lazyRouteComponent(() => import('./payouts.page.js'), 'PayoutsPage'),
});
