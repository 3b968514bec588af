import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell/shell-route.js';

export const contradictionsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/contradictions',
  component: lazyRouteComponent(() => import('./contradictions.page.js'), 'ContradictionsPage'),
});
