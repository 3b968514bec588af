import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell/shell-route.js';

export const operationsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/operations',
  component: lazyRouteComponent(() => import('./operations.page.js'), 'OperationsPage'),
});
