import type { words as problem } from './en/problem.js';
import type { words as shell } from './en/shell.js';
import type { words as myWeek } from './en/my-week.js';
import type { words as myResults } from './en/my-results.js';
import type { words as myPayouts } from './en/my-payouts.js';
import type { words as archive } from './en/archive.js';
import type { words as delegations } from './en/delegations.js';
import type { words as cycle } from './en/cycle.js';
import type { words as templates } from './en/templates.js';
import type { words as versions } from './en/versions.js';
import type { words as definitions } from './en/definitions.js';
import type { words as rehearsals } from './en/rehearsals.js';
import type { words as changes } from './en/changes.js';
import type { words as people } from './en/people.js';
import type { words as monitor } from './en/monitor.js';
import type { words as desk } from './en/desk.js';
import type { words as team } from './en/team.js';
import type { words as notices } from './en/notices.js';
import type { words as names } from './en/names.js';
import type { words as ask } from './en/ask.js';
import type { words as bonusLists } from './en/bonus-lists.js';
import type { words as processLog } from './en/process-log.js';
import type { words as payouts } from './en/payouts.js';
import type { words as contradictions } from './en/contradictions.js';
import type { words as handOver } from './en/hand-over.js';
import type { words as balances } from './en/balances.js';
import type { words as access } from './en/access.js';
import type { words as reconciliation } from './en/reconciliation.js';
import type { words as stopSwitch } from './en/stop-switch.js';
import type { words as operations } from './en/operations.js';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shell';
    resources: {
      shell: typeof shell;
      problem: typeof problem;
      'my-week': typeof myWeek;
      'my-results': typeof myResults;
      'my-payouts': typeof myPayouts;
      archive: typeof archive;
      delegations: typeof delegations;
      notices: typeof notices;
      team: typeof team;
      desk: typeof desk;
      cycle: typeof cycle;
      templates: typeof templates;
      versions: typeof versions;
      definitions: typeof definitions;
      people: typeof people;
      changes: typeof changes;
      rehearsals: typeof rehearsals;
      monitor: typeof monitor;
      names: typeof names;
      ask: typeof ask;
      'bonus-lists': typeof bonusLists;
      'process-log': typeof processLog;
      payouts: typeof payouts;
      contradictions: typeof contradictions;
      'hand-over': typeof handOver;
      balances: typeof balances;
      access: typeof access;
      reconciliation: typeof reconciliation;
      'stop-switch': typeof stopSwitch;
      operations: typeof operations;
    };
  }
}
