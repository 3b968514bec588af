import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell/shell-route.js';

export interface LogSearch {
  /** `kind:id` of what the log is about. */
  subject?: string;
  cycle?: string;
}

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
