import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Company } from './company.js';
import { cookieOf } from './cookie.js';
import { LiveStream } from './live-stream.js';
import { until } from './until.js';
import { leadStep } from './weekly-definition.js';

let company: Company;
let other: Company;
const open: LiveStream[] = [];
const people = [
  { number: 'G1', family: 'board', roles: 'hr-lead' },
  { number: 'L1', manager: 'G1' },
  { number: 'S1', manager: 'L1' },
  { number: 'S2', manager: 'L1' },
];

beforeAll(async () => {
  const founding = { people, chains: { plan: [leadStep('close-planning')] } };
  [company, other] = await Promise.all([
    Company.found({ name: 'live', ...founding }),
    Company.found({ name: 'live-other', ...founding }),
  ]);
  await Promise.all([company.issue(), other.issue()]);
});
afterAll(() => {
  for (const stream of open) stream.close();
});

async function listen(of: Company, number: string): Promise<LiveStream> {
  const stream = await LiveStream.open(await cookieOf(of.slug, number));
  open.push(stream);
  await until('a live stream', async () => (stream.isLive ? true : undefined));
  return stream;
}
const hears = (stream: LiveStream, kind: string, id: string) =>
  until(`${kind} ${id}`, async () => (stream.changes(kind).includes(id) ? true : undefined));

describe('an open page', () => {
  it('hears of a submitted plan and of its decision, made elsewhere; another’s desk and another company’s it does not', async () => {
    const [lead, owner, colleague, stranger] = await Promise.all([
      listen(company, 'L1'),
      listen(company, 'S1'),
      listen(company, 'S2'),
      listen(other, 'L1'),
    ]);
    const sheet = await company.sheetOf('S1');
    const approvalId = await company.submitPlan('S1');
    await hears(lead, 'goal-sheet', sheet.id);
    await hears(lead, 'desk', company.personId('L1'));

    const client = await company.as('L1');
    const task = await company.onDesk('L1', 'plan', sheet.id);
    const before = owner.changes('goal-sheet').length;
    await client.decide('goals', approvalId, { taskId: task.taskId, taskVersion: task.version, decision: 'approve' });
    await until('the decision', async () => (owner.changes('goal-sheet').length > before ? true : undefined));
    await hears(colleague, 'goal-sheet', sheet.id);

    const theirs = await other.sheetOf('S1');
    await other.submitPlan('S1');
    await hears(stranger, 'goal-sheet', theirs.id);
    expect(colleague.changes('desk')).not.toContain(company.personId('L1'));
    expect(stranger.changes('goal-sheet')).not.toContain(sheet.id);
    for (const stream of [lead, owner, colleague])
      expect(stream.changes('goal-sheet').filter((id) => id === theirs.id)).toEqual([]);
  });
});
