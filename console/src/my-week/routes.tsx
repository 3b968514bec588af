import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell/shell-route.js';

export const myWeekRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/my-week',
  component: lazyRouteComponent(() => import('./my-week.page.js'), 'MyWeekPage'),
});
