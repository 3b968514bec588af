import { useQuery } from '@tanstack/react-query';
import { answer } from '../api/carry.js';
import { appraisal, directory, payroll } from '../api/clients.js';
import { listKey } from '../api/keys.js';

export interface Named {
  value: string;
  label: string;
}

const byName = (code: string, name: string): Named => ({
  value: code,
  label: name === code ? code : `${name} (${code})`,
});
const MOST = 200;

/** What a definition may name, for the form's lists. Where one cannot be read, the code is typed in the file. */
export function useNames(): { calendars: Named[]; units: Named[]; ruleSets: Named[]; payPlans: Named[] } {
  const query = { limit: MOST };
  const calendars = useQuery({
    queryKey: listKey('directory', 'calendar'),
    queryFn: () => answer(directory.GET('/v1/calendars')),
  });
  const units = useQuery({
    queryKey: listKey('directory', 'organisation', query),
    queryFn: () => answer(directory.GET('/v1/units', { params: { query } })),
  });
  const ruleSets = useQuery({
    queryKey: listKey('appraisal', 'rule-set', query),
    queryFn: () => answer(appraisal.GET('/v1/rule-sets', { params: { query } })),
  });
  const payPlans = useQuery({
    queryKey: listKey('payroll', 'pay-plan', query),
    queryFn: () => answer(payroll.GET('/v1/pay-plans', { params: { query } })),
  });
  return {
    calendars: (calendars.data?.items ?? []).map(({ code }) => byName(code, code)),
    units: (units.data?.items ?? []).map(({ code, name }) => byName(code, name)),
    ruleSets: (ruleSets.data?.items ?? []).map(({ code }) => byName(code, code)),
    payPlans: (payPlans.data?.items ?? []).map(({ code }) => byName(code, code)),
  };
}

/** The first of each: what a new definition names until somebody chooses. Undefined while they are being read. */
export function useNamesOnce(): { calendar: string; ruleSet: string } | undefined {
  const query = { limit: MOST };
  const calendars = useQuery({
    queryKey: listKey('directory', 'calendar'),
    queryFn: () => answer(directory.GET('/v1/calendars')),
  });
  const ruleSets = useQuery({
    queryKey: listKey('appraisal', 'rule-set', query),
    queryFn: () => answer(appraisal.GET('/v1/rule-sets', { params: { query } })),
  });
  if (calendars.isPending || ruleSets.isPending) return undefined;
  return {
    calendar: calendars.data?.items[0]?.code ?? 'CN',
    ruleSet: ruleSets.data?.items[0]?.code ?? 'weekly-points',
  };
}
