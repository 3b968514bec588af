import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell/shell-route.js';
import type { LogSearch } from './log-search.js';

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

export const processLogRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/process-log',
  validateSearch: (given: Record<string, unknown>): LogSearch => {
    const [subject, cycle] = [text(given['subject']), text(given['cycle'])];
    return { ...(subject === undefined ? {} : { subject }), ...(cycle === undefined ? {} : { cycle }) };
  },
  component: lazyRouteComponent(() => import('./process-log.page.js'), 'ProcessLogPage'),
});
