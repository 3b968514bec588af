import { beforeAll, describe, expect, it } from '@jest/globals';
import type { DeskItem } from '@goalbeat/api-client/wire-types';
import type { BundleView } from '@goalbeat/contracts/approvals/bundle-http';
import { Company } from './company.js';
import { refusal } from './refusal.js';
import { present, until } from './until.js';
import { roleStep } from './weekly-definition.js';

const SALES = ['S1', 'S2', 'S3', 'S4'] as const;
const SHOP = ['T1', 'T2'] as const;
const TAKEN_OUT = 'S2';

let company: Company;
let bundle: BundleView;

beforeAll(async () => {
  company = await Company.found({
    name: 'bundles',
    people: [
      { number: 'G1', family: 'board' },
      { number: 'H1', unit: 'HR', manager: 'G1', family: 'board', roles: 'hr-lead' },
      { number: 'L1', unit: 'SALES', manager: 'G1', family: 'board' },
      ...SALES.map((number) => ({ number, unit: 'SALES', manager: 'L1' })),
      ...SHOP.map((number) => ({ number, unit: 'SHOP', manager: 'G1' })),
    ],
    chains: { plan: [{ ...roleStep('hr-lead'), bundle: 'unit' }] },
  });
  await company.issue();
  for (const number of [...SALES, ...SHOP]) await company.submitPlan(number);
});

/** The desk's one entry for plans of that many people. */
const entryOf = (bundled: number): Promise<DeskItem> =>
  until(`an entry for ${bundled} on the desk of HR`, async () => {
    const { items } = await (await company.hr).desk();
    return items.find((item) => item.subjectKind === 'plan' && item.bundleId !== null && item.bundled === bundled);
  });
const idOf = async (entry: Promise<DeskItem>): Promise<string> => present((await entry).bundleId, 'bundle');
const seenIn = ({ items }: BundleView) => items.map(({ approvalId, taskVersion }) => ({ approvalId, taskVersion }));
const approvalOf = async (number: string): Promise<string> =>
  present((await company.sheetOf(number)).approvalId, `approval of ${number}`);
const statesOf = async (numbers: readonly string[]): Promise<string[]> =>
  Promise.all(numbers.map(async (number) => (await company.sheetOf(number)).state));

describe('a unit’s plans', () => {
  it('are one entry on the desk of whoever decides them, and nobody else’s', async () => {
    const hr = await company.hr;
    bundle = await hr.bundle('goals', await idOf(entryOf(SALES.length)));
    expect(bundle).toMatchObject({ subjectKind: 'plan', stepId: 'hr-lead', open: 4, cycleId: company.cycleId });
    expect(bundle.items.map(({ title }) => title).toSorted()).toEqual(SALES.map((number) => `Person ${number}`));
    const others = await hr.bundle('goals', await idOf(entryOf(SHOP.length)));
    expect(others.unitId).not.toBe(bundle.unitId);
    expect((await hr.desk()).items.filter(({ subjectKind }) => subjectKind === 'plan')).toHaveLength(2);
    for (const number of ['L1', 'S1'])
      expect(await refusal((await company.as(number)).bundle('goals', bundle.id))).toMatchObject({ status: 404 });
  });

  it('are decided by one decision, without the one that was taken out', async () => {
    const hr = await company.hr;
    const except = [await approvalOf(TAKEN_OUT)];
    const { results, left } = await hr.decideBundle('goals', bundle.id, {
      decision: 'approve',
      seen: seenIn(bundle),
      except,
    });
    expect(results.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(results.map(({ approvalId }) => approvalId)).not.toContain(except[0]);
    expect(left).toBe(1);
    expect(await statesOf(['S1', 'S3', 'S4', TAKEN_OUT])).toEqual(['planned', 'planned', 'planned', 'plan-submitted']);
    expect(await statesOf(SHOP)).toEqual(['plan-submitted', 'plan-submitted']);
    // Each is an approval of its own, with HR's name at it.
    for (const number of ['S1', 'S3', 'S4']) {
      const { state, steps } = await hr.approval('goals', await approvalOf(number));
      expect(state).toBe('approved');
      expect(steps.at(-1)?.tasks).toMatchObject([{ decision: 'approve', assigneeId: company.personId('H1') }]);
    }
    expect((await entryOf(1)).bundleId).toBe(bundle.id);
  });

  it('say so when the list that was read has been decided since', async () => {
    const hr = await company.hr;
    const { results, left } = await hr.decideBundle('goals', bundle.id, {
      decision: 'approve',
      seen: seenIn(bundle),
      except: [await approvalOf(TAKEN_OUT)],
    });
    expect(results.map(({ ok, code }) => [ok, code])).toEqual(
      Array.from({ length: 3 }, () => [false, 'already-decided']),
    );
    expect(left).toBe(1);
  });

  it('of which one was taken out is returned by itself, and comes back as one that differs', async () => {
    const hr = await company.hr;
    const approvalId = await approvalOf(TAKEN_OUT);
    const { items } = await hr.bundle('goals', bundle.id);
    const [item] = items;
    expect(items).toHaveLength(1);
    await hr.decide('goals', approvalId, {
      taskId: present(item, 'item').taskId,
      taskVersion: present(item, 'item').taskVersion,
      decision: 'return',
      comment: 'Twelve orders, please',
    });
    const returned = await company.sheetOf(TAKEN_OUT);
    expect(returned.state).toBe('plan-returned');
    expect(new Set(returned.goals.map(({ returnedReason }) => returnedReason))).toEqual(
      new Set(['Twelve orders, please']),
    );
    expect(await refusal(hr.bundle('goals', bundle.id))).toMatchObject({ status: 404 });
    await company.submitPlan(TAKEN_OUT);
    const again = await hr.bundle('goals', await idOf(entryOf(1)));
    expect(again).toMatchObject({ id: bundle.id, open: 1, items: [{ title: `Person ${TAKEN_OUT}` }] });
    const { results } = await hr.decideBundle('goals', again.id, { decision: 'approve', seen: seenIn(again) });
    expect(results).toMatchObject([{ ok: true }]);
    expect(await statesOf(SALES)).toEqual(SALES.map(() => 'planned'));
  });
});
