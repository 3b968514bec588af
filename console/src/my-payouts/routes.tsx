import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell/shell-route.js';

export const myPayoutsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/my-payouts',
  component: lazyRouteComponent(() => import('./my-payouts.page.js'), 'MyPayoutsPage'),
});
