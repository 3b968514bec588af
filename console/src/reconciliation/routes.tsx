import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell/shell-route.js';

export const reconciliationRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/reconciliation',
  component: lazyRouteComponent(() => import('./reconciliation.page.js'), 'ReconciliationPage'),
});
