import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell/shell-route.js';

export const firstRunRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/first-run',
  component: lazyRouteComponent(() => import('./first-run.page.js'), 'FirstRunPage'),
});
