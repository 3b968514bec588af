import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell/shell-route.js';

export interface DeskSearch {
  /** Only what is of this kind. */
  kind?: string;
  /** The task that is open beside the list; on a phone it has the whole screen. */
  task?: string;
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' && value.length <= 64 ? value : undefined;

export const deskRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/desk',
  validateSearch: (search: Record<string, unknown>): DeskSearch => {
    const [kind, task] = [text(search['kind']), text(search['task'])];
    return { ...(kind === undefined ? {} : { kind }), ...(task === undefined ? {} : { task }) };
  },
  component: lazyRouteComponent(() => import('./desk.page.js'), 'DeskPage'),
});
