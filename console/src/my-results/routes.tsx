import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell/shell-route.js';

export const myResultsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/my-results',
  component: lazyRouteComponent(() => import('./my-results.page.js'), 'MyResultsPage'),
});
