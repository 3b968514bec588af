import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell/shell-route.js';

export interface DeskSearch {
  /** Only what is of this kind. */
  kind?: string;
  /** The task that is open beside the list; on a phone it has the whole screen. */
  task?: string;
  /** What it is about, for whoever comes by a notice; `task` goes before it. */
  subject?: string;
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' && value.length <= 64 ? value : undefined;

export const deskRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/desk',
  validateSearch: (search: Record<string, unknown>): DeskSearch => {
    const [kind, task, subject] = [text(search['kind']), text(search['task']), text(search['subject'])];
    return {
      ...(kind === undefined ? {} : { kind }),
      ...(task === undefined ? {} : { task }),
      ...(subject === undefined ? {} : { subject }),
    };
  },
  component: lazyRouteComponent(() => import('./desk.page.js'), 'DeskPage'),
});
