import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Chain } from '@goalbeat/domain/approval/chain';
import { id } from '@goalbeat/testing/harness/organisation';
import { Bundles } from '../src/bundles.js';
import { HR_STEP, LEAD_STEP, PEOPLE, ROOT, SALES, TENANT, type Who } from './acme.js';
import { type Sheets, startSheets } from './sheets-service.js';

let sheets: Sheets;
let cycles = 700;
let cycleId = id(cycles);

beforeAll(async () => {
  sheets = await startSheets();
}, 60_000);
afterAll(() => sheets.close(), 60_000);
beforeEach(() => {
  cycles += 1;
  cycleId = id(cycles);
});

const CHAIN: Chain = [{ ...HR_STEP, bundle: 'unit' }, LEAD_STEP];
const bundles = () => sheets.app.get(Bundles, { strict: false });
const open = (title: string, more: object = {}) => sheets.open({ cycleId, chain: CHAIN, title, ...more });
const bundleOf = async (approvalId: string, who: Who): Promise<string> => {
  const [row] = await sheets.rows<{ id: string | null }>(
    'SELECT bundle_id AS id FROM approval_task WHERE approval_id = $1 AND assignee_id = $2',
    [approvalId, PEOPLE[who]],
  );
  return row?.id ?? 'none';
};
const view = (who: Who, bundle: string) => bundles().view(sheets.principal(who), bundle);
const decide = (who: Who, bundle: string, seen: string[], more: object = {}) =>
  bundles().decide(sheets.command(who), bundle, {
    decision: 'approve',
    seen: seen.map((approvalId) => ({ approvalId, taskVersion: 1 })),
    except: [],
    ...more,
  });

describe('a step bundled by unit', () => {
  it('shows one unit’s sheets together, what differs from last week first', async () => {
    const same = await open('Ann', { facts: { changed: false } });
    const other = await open('Zoe', { facts: { changed: true } });
    const unknown = await open('Bea');
    const elsewhere = await open('Dan', { unitId: ROOT });
    const bundle = await bundleOf(same, 'hr');
    expect(await view('hr', bundle)).toMatchObject({
      open: 3,
      changed: 2,
      unitId: SALES,
      stepId: 'hr-lead',
      items: [
        { approvalId: unknown, title: 'Bea', changed: true },
        { approvalId: other, title: 'Zoe', changed: true },
        { approvalId: same, title: 'Ann', changed: false },
      ],
    });
    expect(await bundleOf(elsewhere, 'hr')).not.toBe(bundle);
    expect(await bundleOf(same, 'hr2')).not.toBe(bundle);
  });

  it('is decided in one go but for what was taken out or came since; each is logged for itself', async () => {
    const [one, two, out] = [await open('One'), await open('Two'), await open('Out')];
    const bundle = await bundleOf(one, 'hr');
    const seen = [one, two, out];
    const late = await open('Late');
    const { results, left } = await decide('hr', bundle, seen, { except: [out] });
    expect(results.map(({ approvalId, ok }) => [approvalId, ok])).toEqual([
      [one, true],
      [two, true],
    ]);
    expect(left).toBe(2);
    expect((await view('hr', bundle)).items.map((item) => item.approvalId)).toEqual([late, out]);
    const logged = await sheets.rows<{ approval: string }>(
      `SELECT details->>'approvalId' AS approval FROM process_log WHERE action = 'approved' AND details->>'approvalId' = ANY($1)`,
      [seen],
    );
    expect(logged.map((row) => row.approval).toSorted()).toEqual([one, two].toSorted());
    // The next step of the chain is not bundled.
    expect(await bundleOf(one, 'lead')).toBe('none');
  });

  it('leaves each refusal to itself: one’s own sheet among others, and one that somebody else has decided', async () => {
    const [plain, own, gone] = [
      await open('Plain'),
      await open('Own', { requesterId: PEOPLE.cat }),
      await open('Gone'),
    ];
    const bundle = await bundleOf(plain, 'hr');
    await sheets.engine.decide(sheets.command('hr2'), gone, { taskVersion: 1, decision: 'approve' });
    await sheets.rows(
      `INSERT INTO org_delegation (tenant_id, id, from_person_id, to_person_id, valid_from, valid_to, kinds, cancelled, version)
       VALUES ($1, gen_random_uuid(), $2, $3, '2026-11-16T00:00Z', '2026-11-18T00:00Z', NULL, false, 1)`,
      [TENANT, PEOPLE.hr, PEOPLE.cat],
    );
    // What the delegate asked for stays with whom it was: neither the desk nor the bundle shows it to them.
    const seen = await view('cat', bundle);
    expect(seen).toMatchObject({ onBehalfOf: PEOPLE.hr, open: 1 });
    expect(seen.items.map((item) => item.approvalId)).toEqual([plain]);
    expect(await view('hr', bundle)).toMatchObject({ onBehalfOf: null, open: 2 });
    await expect(decide('cat', bundle, [plain, own])).rejects.toMatchObject({ field: 'seen.1.approvalId' });
    const { results, left } = await decide('cat', bundle, [plain, gone]);
    expect(results).toMatchObject([{ ok: true }, { ok: false, code: 'already-decided' }]);
    expect(left).toBe(0);
    await sheets.rows('DELETE FROM org_delegation');
  });

  it('is nobody else’s, takes nothing from outside, and wants a reason to return', async () => {
    const [inside, outside] = [await open('In'), await open('Out', { unitId: ROOT })];
    const bundle = await bundleOf(inside, 'hr');
    await expect(view('bob', bundle)).rejects.toMatchObject({ code: 'not-found' });
    await expect(view('hr2', bundle)).rejects.toMatchObject({ code: 'not-found' });
    await expect(view('hr', id(5))).rejects.toMatchObject({ code: 'not-found' });
    await expect(decide('hr', bundle, [inside, outside])).rejects.toMatchObject({ field: 'seen.1.approvalId' });
    await expect(decide('hr', bundle, [inside], { except: [inside] })).rejects.toMatchObject({ field: 'except' });
    expect((await decide('hr', bundle, [inside], { decision: 'return' })).results).toMatchObject([
      { ok: false, code: 'validation' },
    ]);
    expect((await decide('hr', bundle, [inside], { decision: 'return', comment: 'too low' })).results).toMatchObject([
      { ok: true, state: 'returned' },
    ]);
    await expect(view('hr', bundle)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('takes each of what was seen once', async () => {
    const [one, two] = [await open('One'), await open('Two')];
    const bundle = await bundleOf(one, 'hr');
    await expect(decide('hr', bundle, [one, two, one])).rejects.toMatchObject({
      code: 'validation',
      field: 'seen.2.approvalId',
    });
    expect(await view('hr', bundle)).toMatchObject({ open: 2 });
  });

  it('does nothing for a key that came with another body, and the same again for the same', async () => {
    const [one, two, three] = [await open('One'), await open('Two'), await open('Three')];
    const bundle = await bundleOf(one, 'hr');
    const withKey = (bodyHash: string, seen: string[]) =>
      bundles().decide({ ...sheets.command('hr', `bundle-${cycleId}`), bodyHash }, bundle, {
        decision: 'approve',
        seen: seen.map((approvalId) => ({ approvalId, taskVersion: 1 })),
        except: [],
      });
    const first = await withKey('first', [one]);
    expect(first).toMatchObject({ results: [{ ok: true }], left: 2 });
    // The first item is the same: by itself it would have passed for the earlier request.
    await expect(withKey('other', [one, two])).rejects.toMatchObject({ code: 'idempotency-mismatch' });
    await expect(withKey('other', [two, three])).rejects.toMatchObject({ code: 'idempotency-mismatch' });
    expect(await view('hr', bundle)).toMatchObject({ open: 2 });
    expect(await withKey('first', [one])).toEqual(first);
  });

  it('keeps no key of what was refused as a whole', async () => {
    const one = await open('One');
    const bundle = await bundleOf(one, 'hr');
    const withKey = (bodyHash: string, except: string[]) =>
      bundles().decide({ ...sheets.command('hr', `refused-${cycleId}`), bodyHash }, bundle, {
        decision: 'approve',
        seen: [{ approvalId: one, taskVersion: 1 }],
        except,
      });
    await expect(withKey('first', [one])).rejects.toMatchObject({ field: 'except' });
    expect(await withKey('mended', [])).toMatchObject({ results: [{ ok: true }] });
  });
});
