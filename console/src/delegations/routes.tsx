import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell/shell-route.js';

export const delegationsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/delegations',
  component: lazyRouteComponent(() => import('./delegations.page.js'), 'DelegationsPage'),
});
