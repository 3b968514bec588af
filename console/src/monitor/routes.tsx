import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell/shell-route.js';

export const cyclesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/cycles',
  component: lazyRouteComponent(() => import('./cycles.page.js'), 'CyclesPage'),
});

export const cycleRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/cycles/$cycleId',
  component: lazyRouteComponent(() => import('./cycle.page.js'), 'CyclePage'),
});
