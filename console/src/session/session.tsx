import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import { isNotSignedIn } from '../api/api-problem.js';
import { answer } from '../api/carry.js';
import { gateway } from '../api/clients.js';
import { BusinessClock } from '../instant/business-clock.js';
import { PageSkeleton } from '../states/skeleton.js';
import { Trouble } from '../states/trouble.js';
import { MeContext, type Me } from './me.js';
import { readPageSettings, settingsKey } from './page-settings.js';
import { sessionKey } from './session-key.js';
import { BeforeSession } from './before-session.js';
import { StepUpDialog } from './step-up-dialog.js';

async function readSession(mayBeSignedIn: boolean): Promise<Me | null> {
  // Without a cookie the question would only put a refusal into the browser's log.
  if (!mayBeSignedIn) return null;
  try {
    return await answer(gateway.GET('/api/session'));
  } catch (error) {
    if (isNotSignedIn(error)) return null;
    throw error;
  }
}

/** Pages for whoever is signed in, sign-in for everybody else; the address stays, so one arrives where one wanted to go. */
export function Session({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const settings = useQuery({ queryKey: settingsKey, queryFn: readPageSettings, staleTime: Infinity });
  const session = useQuery({
    queryKey: sessionKey,
    queryFn: () => readSession(settings.data?.mayBeSignedIn ?? false),
    enabled: settings.data !== undefined,
    staleTime: 60_000,
  });

  useEffect(
    () =>
      // The session may end anywhere: by time, by an administrator, in another window.
      client.getQueryCache().subscribe(({ type, query }) => {
        if (type !== 'updated' || !isNotSignedIn(query.state.error)) return;
        if (client.getQueryData(sessionKey) !== null) client.setQueryData(sessionKey, null);
      }),
    [client],
  );

  const failed = settings.error ?? session.error;
  if (failed !== null && session.data === undefined) {
    const retry = (): void => void (settings.data === undefined ? settings : session).refetch();
    return <Trouble error={failed} onRetry={retry} />;
  }
  if (session.data === undefined) return <PageSkeleton />;
  if (session.data === null) return <BeforeSession />;
  return (
    <MeContext value={session.data}>
      <BusinessClock>{children}</BusinessClock>
      <StepUpDialog />
    </MeContext>
  );
}
