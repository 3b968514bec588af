import { createRoute, createRouter, redirect } from '@tanstack/react-router';
import { archiveRoute } from './archive/routes.js';
import { changesRoute } from './changes/routes.js';
import { firstRunRoute } from './first-run/routes.js';
import { delegationsRoute } from './delegations/routes.js';
import { deskRoute } from './desk/routes.js';
import { cycleRoute, cyclesRoute } from './monitor/routes.js';
import { myPayoutsRoute } from './my-payouts/routes.js';
import { myResultsRoute } from './my-results/routes.js';
import { myWeekRoute } from './my-week/routes.js';
import { noticesRoute } from './notices/routes.js';
import { templatesRoute, templateRoute } from './templates/routes.js';
import { bonusListsRoute, bonusListRoute } from './bonus-lists/routes.js';
import { processLogRoute } from './process-log/routes.js';
import { payoutsRoute } from './payouts/routes.js';
import { definitionsRoute, newDefinitionRoute, definitionRoute } from './definitions/routes.js';
import { accessRoute, sessionsRoute } from './access/routes.js';
import { balancesRoute } from './balances/routes.js';
import { contradictionsRoute } from './contradictions/routes.js';
import { handOverRoute } from './hand-over/routes.js';
import { reconciliationRoute } from './reconciliation/routes.js';
import { stopSwitchRoute } from './stop-switch/routes.js';
import { operationsRoute } from './operations/routes.js';
import { rehearsalRoute, rehearsalsRoute } from './rehearsals/routes.js';
import { peopleRoute } from './people/routes.js';
import { shellRoute } from './shell/shell-route.js';
import { teamRoute } from './team/routes.js';
import { PageSkeleton } from './states/skeleton.js';

const indexRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/my-week' });
  },
});

/** Each area adds its routes here; what they show is loaded when somebody goes there. */
const routeTree = shellRoute.addChildren([
  indexRoute,
  deskRoute,
  myWeekRoute,
  myResultsRoute,
  myPayoutsRoute,
  archiveRoute,
  delegationsRoute,
  noticesRoute,
  teamRoute,
  cyclesRoute,
  peopleRoute,
  definitionsRoute,
  newDefinitionRoute,
  definitionRoute,
  rehearsalsRoute,
  rehearsalRoute,
  firstRunRoute,
  templatesRoute,
  templateRoute,
  cycleRoute,
  changesRoute,
  bonusListsRoute,
  bonusListRoute,
  processLogRoute,
  payoutsRoute,
  handOverRoute,
  contradictionsRoute,
  balancesRoute,
  reconciliationRoute,
  stopSwitchRoute,
  operationsRoute,
  accessRoute,
  sessionsRoute,
]);

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultPendingComponent: PageSkeleton,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
