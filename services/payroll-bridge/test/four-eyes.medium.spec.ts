import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { STAFF, TENANT, worker } from '@goalbeat/testing/harness/company';
import { score } from './company.js';
import { type Payroll, signList, startPayroll } from './payroll-service.js';

/** What is tried here is SQL by the service's own role with the tenant set: as if the service's code were wrong, or somebody else's. */
describe('the database itself', () => {
  let payroll: Payroll;

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 10);
    await payroll.putPlan();
  });
  afterAll(() => payroll.close());

  const attempt = (sql: string, values: unknown[] = []) =>
    payroll.uow.write(TENANT, (tx) => tx.execute(sql, values)).then((changed) => `changed ${changed}`);
  const REFUSED = expect.objectContaining({ code: '23514' });
  const NO_RIGHT = expect.objectContaining({ code: '42501' });

  async function draft(): Promise<{ runId: string; listId: string; lineId: string }> {
    const runId = await payroll.build(randomUUID(), [score(0, worker(0)), score(1, worker(1)), score(2, worker(2))]);
    const [list] = await payroll.rows<{ id: string }>('SELECT id FROM bonus_list WHERE run_id = $1', [runId]);
    const [line] = await payroll.rows<{ id: string }>('SELECT id FROM bonus_line WHERE run_id = $1 ORDER BY id', [
      runId,
    ]);
    return { runId, listId: list?.id ?? '', lineId: line?.id ?? '' };
  }
  async function submitted() {
    const made = await draft();
    const answer = await payroll.ask('hr', 'POST', `/v1/bonus-lists/${made.listId}/submit`, { version: 1 });
    expect(answer.status).toBe(200);
    const [task] = await payroll.rows<{ id: string; approvalId: string }>(
      `SELECT id, approval_id AS "approvalId" FROM approval_task WHERE subject_id = $1 AND kind = 'decision'`,
      [made.listId],
    );
    return { ...made, taskId: task?.id ?? '', approvalId: task?.approvalId ?? '' };
  }
  async function signed() {
    const made = await submitted();
    await signList(payroll, made.listId);
    return made;
  }

  describe('of a decision', () => {
    const decide = (taskId: string, by: string, onBehalfOf: string | null) =>
      attempt(
        `UPDATE approval_task SET state = 'done', decision = 'approve', decided_by = $2, on_behalf_of = $3, closed_at = now() WHERE id = $1`,
        [taskId, by, onBehalfOf],
      );

    it.each([
      ['the maker', STAFF.hr, null],
      ['somebody on the list', worker(1), null],
      ['a stranger in the maker’s name', STAFF.lead, STAFF.hr],
      ['a stranger in the name of somebody on the list', STAFF.lead, worker(0)],
    ])('refuses %s', async (_who, by, onBehalfOf) => {
      const { taskId } = await submitted();
      await expect(decide(taskId, by, onBehalfOf)).rejects.toEqual(REFUSED);
    });

    it('refuses a task made up as decided, and one of a maker', async () => {
      const { approvalId, listId } = await submitted();
      const insert = (by: string, assignee: string, approval: string) =>
        attempt(
          `INSERT INTO approval_task (id, tenant_id, kind, approval_id, step_no, step_id, subject_kind, subject_id, title, assignee_id,
             origin, state, version, opened_at, closed_at, decision, decided_by)
           VALUES (gen_random_uuid(), $1, 'decision', $2, 1, 'review', 'bonus-list', $3, 'x', $5, 'chosen', 'done', 1, now(), now(), 'approve', $4)`,
          [TENANT, approval, listId, by, assignee],
        );
      await expect(insert(worker(0), STAFF.lead, approvalId)).rejects.toEqual(REFUSED);
      await expect(insert(STAFF.lead, STAFF.hr, approvalId)).rejects.toEqual(REFUSED);
      await expect(insert(STAFF.lead, STAFF.lead, randomUUID())).rejects.toEqual(REFUSED);
    });

    it('keeps whose it is, what was decided and what was closed', async () => {
      const { approvalId, taskId } = await submitted();
      await expect(
        attempt(`UPDATE approval SET beneficiary_ids = '{}', requester_id = NULL WHERE id = $1`, [approvalId]),
      ).rejects.toEqual(REFUSED);
      await expect(
        attempt(`UPDATE approval_task SET approval_id = NULL, kind = 'todo' WHERE id = $1`, [taskId]),
      ).rejects.toEqual(REFUSED);
      const done = await signed();
      await expect(
        attempt('UPDATE approval_task SET decided_by = $2 WHERE id = $1', [done.taskId, STAFF.lead]),
      ).rejects.toEqual(REFUSED);
      await expect(
        attempt(`UPDATE approval SET state = 'open', closed_at = NULL WHERE id = $1`, [done.approvalId]),
      ).rejects.toEqual(REFUSED);
      await expect(
        attempt(
          `INSERT INTO approval SELECT gen_random_uuid(), tenant_id, subject_kind, subject_id, 99, cycle_id, unit_id, owner_id, requester_id,
             beneficiary_ids, title, chain, facts, step_caps, state, step_no, version, opened_at, closed_at FROM approval WHERE id = $1`,
          [done.approvalId],
        ),
      ).rejects.toEqual(REFUSED);
    });
  });

  describe('of a list', () => {
    const sign = (listId: string, by: string) =>
      attempt(`UPDATE bonus_list SET state = 'signed', signed_by = $2, signed_at = now() WHERE id = $1`, [listId, by]);

    it('refuses the signature of its maker, of its people, and of anybody who did not approve it', async () => {
      const { listId } = await submitted();
      for (const by of [STAFF.hr, worker(0), STAFF.lead, STAFF.reviewer]) {
        await expect(sign(listId, by)).rejects.toEqual(REFUSED);
      }
      // Not with another maker either, nor with somebody else's approval.
      const other = await signed();
      for (const [column, value] of [
        ['maker_id', STAFF.lead],
        ['approval_id', other.approvalId],
        ['hash', 'x'],
      ]) {
        await expect(attempt(`UPDATE bonus_list SET ${column} = $2 WHERE id = $1`, [listId, value])).rejects.toEqual(
          REFUSED,
        );
        await expect(
          attempt(`UPDATE bonus_list SET ${column} = $2, state = 'signed', signed_by = $3 WHERE id = $1`, [
            listId,
            value,
            STAFF.reviewer,
          ]),
        ).rejects.toEqual(REFUSED);
      }
    });

    it('lets no state be jumped, and none be gone back to', async () => {
      const jumps = {
        draft: ['returned', 'signed', 'handed-over', 'settled'],
        submitted: ['draft', 'handed-over', 'settled'],
        signed: ['draft', 'submitted', 'returned', 'settled', 'cancelled'],
      };
      const of = { draft: await draft(), submitted: await submitted(), signed: await signed() };
      for (const from of ['draft', 'submitted', 'signed'] as const) {
        for (const to of jumps[from]) {
          await expect(
            attempt('UPDATE bonus_list SET state = $2 WHERE id = $1', [of[from].listId, to]),
          ).rejects.toEqual(REFUSED);
        }
      }
      await expect(
        attempt('UPDATE bonus_list SET signed_by = $2 WHERE id = $1', [of.signed.listId, STAFF.lead]),
      ).rejects.toEqual(REFUSED);
      await expect(
        attempt(
          `INSERT INTO bonus_list (id, tenant_id, run_id, part, state, maker_id)
           VALUES (gen_random_uuid(), $1, $2, 'signers', 'submitted', $3)`,
          [TENANT, of.draft.runId, STAFF.hr],
        ),
      ).rejects.toEqual(REFUSED);
    });
  });

  describe('of a line', () => {
    const copy = (lineId: string, person: string, state = 'ready') =>
      attempt(
        `INSERT INTO bonus_line (id, tenant_id, run_id, list_id, person_id, person_number, person_name, unit_id, unit_path, period, currency,
           amount_minor, computed_minor, band, score, explain, state)
         SELECT gen_random_uuid(), tenant_id, run_id, list_id, $2, 'E1', 'E1', unit_id, unit_path, period, currency, 100, 100, band, score,
           explain, $3 FROM bonus_line WHERE id = $1`,
        [lineId, person, state],
      );

    it('lets none come to a list that was submitted, nor come signed', async () => {
      const open = await draft();
      await expect(copy(open.lineId, worker(8), 'signed')).rejects.toEqual(REFUSED);
      expect(await copy(open.lineId, worker(8))).toBe('changed 1');
      for (const made of [await submitted(), await signed()]) {
        await expect(copy(made.lineId, worker(8))).rejects.toEqual(REFUSED);
      }
    });

    it('lets none be signed by itself, nor change once it is', async () => {
      const state = (lineId: string, to: string) =>
        attempt('UPDATE bonus_line SET state = $2 WHERE id = $1', [lineId, to]);
      const asked = await submitted();
      for (const to of ['signed', 'held', 'paid', 'rejected'])
        await expect(state(asked.lineId, to)).rejects.toEqual(REFUSED);
      const done = await signed();
      for (const to of ['ready', 'held']) await expect(state(done.lineId, to)).rejects.toEqual(REFUSED);
      await expect(attempt('UPDATE bonus_line SET amount_minor = 1 WHERE id = $1', [done.lineId])).rejects.toEqual(
        REFUSED,
      );
      await expect(
        attempt('UPDATE bonus_line SET person_id = $2 WHERE id = $1', [done.lineId, worker(9)]),
      ).rejects.toEqual(REFUSED);
    });

    it('lets none move to a list that is not open, nor any column of a submitted one change', async () => {
      const [open, asked, done] = [await draft(), await submitted(), await signed()];
      for (const closed of [asked, done]) {
        await expect(
          attempt('UPDATE bonus_line SET list_id = $2 WHERE id = $1', [open.lineId, closed.listId]),
        ).rejects.toEqual(REFUSED);
        await expect(
          attempt('UPDATE bonus_line SET list_id = $2, run_id = $3 WHERE id = $1', [
            open.lineId,
            closed.listId,
            closed.runId,
          ]),
        ).rejects.toEqual(REFUSED);
        await expect(
          attempt('UPDATE bonus_line SET list_id = $2 WHERE id = $1', [closed.lineId, open.listId]),
        ).rejects.toEqual(REFUSED);
        for (const change of [
          `person_number = 'E9999'`,
          `person_name = 'x'`,
          'unit_id = gen_random_uuid()',
          `unit_path = '{}'`,
          `period = '2030-W01'`,
          'run_id = gen_random_uuid()',
          'computed_minor = computed_minor + 1',
          `score = '1'`,
          'score_id = gen_random_uuid()',
          `band = 'x'`,
          `explain = '[]'`,
          `held_reason = 'x'`,
          'last_minor = 1',
          'replaces = gen_random_uuid()',
          'active = false',
        ]) {
          await expect(attempt(`UPDATE bonus_line SET ${change} WHERE id = $1`, [closed.lineId])).rejects.toEqual(
            REFUSED,
          );
        }
      }
      expect(await attempt(`UPDATE bonus_line SET explain = '[]', amount_minor = 1 WHERE id = $1`, [open.lineId])).toBe(
        'changed 1',
      );
    });

    it('lets nothing be paid that no signed line says', async () => {
      const pay = async ({ lineId, runId }: { lineId: string; runId: string }, change: string) => {
        const batch = randomUUID();
        return payroll.uow.write(TENANT, async (tx) => {
          await tx.execute(
            `INSERT INTO payout_batch (id, tenant_id, run_id, n, count, currency, sum_minor) VALUES ($1, $2, $3, 900, 1, 'CNY', 1)`,
            [batch, TENANT, runId],
          );
          return tx.execute(
            `INSERT INTO payout (id, tenant_id, run_id, line_id, batch_id, person_id, currency, amount_minor, state, requested_at)
             SELECT gen_random_uuid(), tenant_id, run_id, id, $2, ${change}, 'requested', now() FROM bonus_line WHERE id = $1`,
            [lineId, batch],
          );
        });
      };
      await expect(pay(await submitted(), 'person_id, currency, amount_minor')).rejects.toEqual(REFUSED);
      const done = await signed();
      await expect(pay(done, 'person_id, currency, amount_minor + 1')).rejects.toEqual(REFUSED);
      await expect(pay(done, `'${worker(9)}', currency, amount_minor`)).rejects.toEqual(REFUSED);
    });
  });

  it('deletes nothing of money, approvals, kept answers and log', async () => {
    for (const table of [
      'payout',
      'payout_batch',
      'payout_run',
      'bonus_list',
      'bonus_line',
      'pay_plan',
      'payout_answer',
      'ledger_entry',
    ]) {
      await expect(attempt(`DELETE FROM ${table}`)).rejects.toEqual(NO_RIGHT);
    }
    for (const table of [
      'approval',
      'approval_step',
      'approval_task',
      'idempotency_key',
      'process_log',
      'process_log_unsealed',
    ]) {
      await expect(attempt(`DELETE FROM ${table}`)).rejects.toEqual(NO_RIGHT);
    }
    await expect(attempt(`UPDATE idempotency_key SET keep_forever = false`)).rejects.toEqual(NO_RIGHT);
  });
});
