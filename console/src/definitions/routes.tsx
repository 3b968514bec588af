import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell/shell-route.js';

export const definitionsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/definitions',
  component: lazyRouteComponent(() => import('./definitions.page.js'), 'DefinitionsPage'),
});

export const newDefinitionRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/definitions/new',
  component: lazyRouteComponent(() => import('./new-definition.page.js'), 'NewDefinitionPage'),
});

export const definitionRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/definitions/$definitionId',
  component: lazyRouteComponent(() => import('./definition.page.js'), 'DefinitionPage'),
});
