import type { components } from '@goalbeat/api-client/generated/directory';
import { createContext, useContext } from 'react';

export type Me = components['schemas']['Me'];
export type Role = Me['roles'][number]['role'];

export const MeContext = createContext<Me | undefined>(undefined);

/** Who is signed in. Pages are shown to nobody else. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (me === undefined) throw new Error('a page is shown without a session');
  return me;
}

export const hasRole = (me: Me, ...roles: readonly Role[]): boolean =>
  me.roles.some(({ role }) => roles.includes(role));

/** May they do it at all, e.g. `payroll.list.edit`? For whom it holds is the API's to say. */
export const mayDo = (me: Me, action: string): boolean => me.actions.includes(action);
export const useMay = (action: string): boolean => mayDo(useMe(), action);
export const useZone = (): string => useMe().tenant.zone;
