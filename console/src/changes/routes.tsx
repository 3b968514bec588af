import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell/shell-route.js';
import { CHANGE_KINDS, type ChangeKind } from './change-kinds.js';

export interface ChangesSearch {
  kind?: ChangeKind;
  /** The template that one came from. */
  template?: string;
}

export const changesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/cycles/$cycleId/changes',
  validateSearch: (search: Record<string, unknown>): ChangesSearch => {
    const kind = CHANGE_KINDS.find((one) => one === search['kind']);
    const template = search['template'];
    return {
      ...(kind === undefined ? {} : { kind }),
      ...(typeof template === 'string' && template.length <= 64 ? { template } : {}),
    };
  },
  component: lazyRouteComponent(() => import('./changes.page.js'), 'ChangesPage'),
});
