import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell/shell-route.js';
import { TEAM_FILTERS, type TeamFilter } from './standing.js';

export interface TeamSearch {
  cycle?: string;
  show?: TeamFilter;
  /** The sheet that is open. */
  sheet?: string;
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' && value.length <= 64 ? value : undefined;

export const teamRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/team',
  validateSearch: (search: Record<string, unknown>): TeamSearch => {
    const [cycle, sheet] = [text(search['cycle']), text(search['sheet'])];
    const show = TEAM_FILTERS.find((one) => one === search['show']);
    return {
      ...(cycle === undefined ? {} : { cycle }),
      ...(show === undefined ? {} : { show }),
      ...(sheet === undefined ? {} : { sheet }),
    };
  },
  component: lazyRouteComponent(() => import('./team.page.js'), 'TeamPage'),
});
