import { describe, expect, it } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ACTIVITY_QUEUES } from '@goalbeat/contracts/names';
import { WORKFLOWS } from '@goalbeat/contracts/workflows';
import { WORKFLOW_GRANTS } from '@goalbeat/domain/access/machine-grants';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const HISTORIES = here('../histories');

/** Queues that serve what an interface of the contract declares. */
const SERVED: Readonly<Record<string, readonly string[]>> = {
  GoalsActivities: [ACTIVITY_QUEUES.goals],
  AppraisalActivities: [ACTIVITY_QUEUES.appraisal],
  PayrollActivities: [ACTIVITY_QUEUES.payroll],
  LadderActivities: [ACTIVITY_QUEUES.goals, ACTIVITY_QUEUES.appraisal, ACTIVITY_QUEUES.payroll],
};

/** Every activity that the contract declares, as `activity.<queue>.<name>`. */
function declared(): string[] {
  const contract = readFileSync(here('../../libs/contracts/src/activities.ts'), 'utf8');
  const interfaces = [...contract.matchAll(/^export interface (\w+Activities) \{\n([\s\S]*?)^\}/gm)];
  return interfaces.flatMap(([, name = '', body = '']) => {
    const queues = SERVED[name];
    if (queues === undefined) throw new Error(`Which queue serves ${name}? Say it in SERVED`);
    const names = [...body.matchAll(/^ {2}(\w+)\(/gm)].map(([, activity]) => activity);
    return queues.flatMap((queue) => names.map((activity) => `activity.${queue}.${activity}`));
  });
}

interface HistoryEvent {
  workflowExecutionStartedEventAttributes?: { workflowType?: { name?: string } };
  activityTaskScheduledEventAttributes?: { activityType?: { name?: string }; taskQueue?: { name?: string } };
}
function callsOf(file: string): { type: string; action: string }[] {
  const { events } = JSON.parse(readFileSync(file, 'utf8')) as { events: HistoryEvent[] };
  const type = events[0]?.workflowExecutionStartedEventAttributes?.workflowType?.name ?? '';
  return events.flatMap(({ activityTaskScheduledEventAttributes: call }) =>
    call === undefined ? [] : [{ type, action: `activity.${call.taskQueue?.name}.${call.activityType?.name}` }],
  );
}

describe('what workflows may have done', () => {
  it('is said of every activity, and of nothing else', () => {
    const granted = new Set<string>(Object.values(WORKFLOW_GRANTS).flat());
    expect(declared().length).toBeGreaterThan(20);
    expect(declared().filter((action) => !granted.has(action))).toEqual([]);
    expect([...granted].filter((action) => !declared().includes(action))).toEqual([]);
    expect(Object.keys(WORKFLOW_GRANTS).toSorted()).toEqual([...WORKFLOWS].toSorted());
  });

  it('covers everything that was ever recorded', () => {
    const files = readdirSync(HISTORIES, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.json'),
    );
    const calls = files.flatMap((file) => callsOf(`${HISTORIES}/${file}`));
    expect(calls.length).toBeGreaterThan(100);
    const refused = calls.filter(({ type, action }) => !(WORKFLOW_GRANTS[type] ?? []).some((one) => one === action));
    expect(refused).toEqual([]);
  });
});
