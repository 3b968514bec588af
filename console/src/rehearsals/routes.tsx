import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell/shell-route.js';

export interface RehearsalsSearch {
  /** Only those of this definition; it is the one that a new one would be of. */
  definition?: string;
}
export interface RehearsalSearch {
  /** The instant that the player is at, by the rehearsal's clock. */
  at?: string;
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' && value.length <= 64 ? value : undefined;

export const rehearsalsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/rehearsals',
  validateSearch: (search: Record<string, unknown>): RehearsalsSearch => {
    const definition = text(search['definition']);
    return definition === undefined ? {} : { definition };
  },
  component: lazyRouteComponent(() => import('./rehearsals.page.js'), 'RehearsalsPage'),
});

export const rehearsalRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/rehearsals/$rehearsalId',
  validateSearch: (search: Record<string, unknown>): RehearsalSearch => {
    const at = text(search['at']);
    return at === undefined || Number.isNaN(Date.parse(at)) ? {} : { at };
  },
  component: lazyRouteComponent(() => import('./rehearsal.page.js'), 'RehearsalPage'),
});
