import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell/shell-route.js';

export const archiveRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/archive',
  component: lazyRouteComponent(() => import('./archive.page.js'), 'ArchivePage'),
});
