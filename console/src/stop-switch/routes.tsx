import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell/shell-route.js';

export const stopSwitchRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/stop-switch',
  component: lazyRouteComponent(() => import('./stop-switch.page.js'), 'StopSwitchPage'),
});
