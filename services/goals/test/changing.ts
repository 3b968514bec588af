import type { Principal } from '@goalbeat/domain/access/roles';
import { PEOPLE } from './company.js';
import { AT, salesTemplate } from './definitions.js';
import type { Goals } from './goals-service.js';
import { Week } from './week.js';

export interface Row {
  sheetId: string;
  personId: string;
  plan: string;
  changes: { goal: string; field: string; before: string | null; after: string | null }[];
  kept: { goal: string; why: string }[];
  completionBefore: string;
  completionAfter: string;
  scoreBefore: string | null;
  scoreAfter: string | null;
}
export interface Change {
  id: string | null;
  no: number | null;
  version: number;
  fingerprint: string;
  counts: Record<string, number>;
  moved: { step: string; before: string; after: string }[];
  change: Record<string, unknown>;
  rows: Row[];
  code?: string;
  field?: string;
  detail?: string;
  details?: Record<string, unknown>;
}

interface Asking {
  by?: 'hr' | Principal;
  key?: string;
}

export const of = (rows: readonly Row[], who: keyof typeof PEOPLE) => rows.find((row) => row.personId === PEOPLE[who]);

/** What HR changes of a running cycle. @param current the service once it runs */
export function changing(current: () => Goals) {
  const issued = async (code: string): Promise<Week> => {
    const week = await new Week(current()).open(code);
    await current().at(AT.issue);
    await current().activities.issueSheets(await week.ref());
    return week;
  };
  const ask = async (week: Week, change: object, more: object = {}, { by = 'hr', key }: Asking = {}) => {
    const { version } = await week.control();
    const body = { version, dryRun: true, reason: 'the quarter goes on', change, ...more };
    const headers = key === undefined ? {} : { 'idempotency-key': key };
    return current().call<Change>(by, 'POST', `/v1/cycles/${week.cycleId}/changes`, body, headers);
  };
  const apply = async (week: Week, change: object, more: object = {}, how: Asking = {}) => {
    const dry = await ask(week, change, more, how);
    if (dry.status !== 200) throw new Error(JSON.stringify(dry.body));
    return ask(week, change, { ...more, dryRun: false, fingerprint: dry.body.fingerprint }, how);
  };
  const template = (target: string, extra: object[] = [], without: string[] = []) =>
    current().call('hr', 'PUT', '/v1/goal-templates/sales', {
      ...salesTemplate,
      goals: [
        ...salesTemplate.goals
          .filter((goal) => !without.includes(goal.code))
          .map((goal) => (goal.code === 'orders' ? { ...goal, target } : goal)),
        ...extra,
      ],
    });

  async function targetsOf(week: Week, personId: string): Promise<string[]> {
    const rows = await current().rows<{ target: string }>(
      `SELECT g.target::text AS target FROM goal g JOIN goal_sheet s ON s.id = g.sheet_id WHERE s.cycle_id = $1 AND s.person_id = $2
       ORDER BY g.position`,
      [week.cycleId, personId],
    );
    return rows.map(({ target }) => target);
  }

  async function weightsOf(sheetId: string): Promise<string[]> {
    const rows = await current().rows<{ weight: string }>(
      'SELECT weight::text AS weight FROM goal WHERE sheet_id = $1 ORDER BY position',
      [sheetId],
    );
    return rows.map(({ weight }) => weight);
  }
  return { issued, ask, apply, template, targetsOf, weightsOf };
}
