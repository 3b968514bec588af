import { addressesOf } from '../addresses.ts';
import type { Plan } from '../plan.ts';
import { setupCode } from '../state/secrets.ts';
import type { Secrets } from '../state/secrets.ts';

/** The code that founds the first company in the browser; undefined once there is one, or where nobody answers. */
export const openSetupCode = async (plan: Plan, secrets: Secrets): Promise<string | undefined> => {
  try {
    const at = `${addressesOf(plan, secrets).http('gateway')}/api/first-run`;
    const answer = await fetch(at, { signal: AbortSignal.timeout(5_000) });
    const { open } = (await answer.json()) as { open?: unknown };
    return open === true ? setupCode(secrets) : undefined;
  } catch {
    return undefined;
  }
};
