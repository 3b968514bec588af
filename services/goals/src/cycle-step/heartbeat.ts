import { Context } from '@temporalio/activity';

/** Tells Temporal that a long step is alive; nothing when it runs outside an activity. */
export function heartbeat(details: Record<string, number>): void {
  const context = activityContext();
  context?.heartbeat(details);
}

function activityContext(): Context | undefined {
  try {
    return Context.current();
  } catch {
    return undefined;
  }
}
