import { randomUUID } from 'node:crypto';
import type { PayrollActivities } from '@goalbeat/contracts/activities';
import type { PublishedScore } from '@goalbeat/contracts/appraisal/events';
import type { PayoutAnswer } from '@goalbeat/contracts/payroll/events';
import type { Principal } from '@goalbeat/domain/access/roles';
import { OrgWriter } from '@goalbeat/org-copy/org-writer';
import type { KitConfig } from '@goalbeat/service-kit/config/base-env';
import { employee, rolesOfPerson, smallCompany, type Staff, staff, TENANT } from '@goalbeat/testing/harness/company';
import { seedOrganisation } from '@goalbeat/testing/harness/organisation';
import { type Answer, type Method, startUnderTest, type UnderTest } from '@goalbeat/testing/harness/service-under-test';
import type { TestDatabase } from '@goalbeat/testing/harness/test-database';
import { appModule } from '../src/app.module.js';
import { CycleCopyRepository } from '../src/cycle-copy/cycle-copy.repository.js';
import { BY_PAYROLL } from '../src/organisation/actor.js';
import { BatchCloser } from '../src/payout/batch-closer.js';
import { TakeAnswers } from '../src/payout/take-answers.js';
import { PayrollActivitiesProvider } from '../src/payout-run/payroll.activities.js';
import { prepare } from '../src/prepare.js';
import { ScoreBatchRepository } from '../src/score-batch/score-batch.repository.js';
import { type Batch, batchOf, cycle, PLAN } from './company.js';

export interface Payroll extends Omit<UnderTest, 'ask'> {
  activities: PayrollActivities;
  ask(
    who: Staff | Principal,
    method: Method,
    url: string,
    body?: object,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  seed(tenantId: string, workers: number): Promise<void>;
  putPlan(over?: object): Promise<void>;
  /** Its next version. */
  putPlanAgain(over: object): Promise<void>;
  receive(batch: Batch, tenantId?: string): Promise<void>;
  /** A whole cycle up to its draft lists. */
  build(cycleId: string, scores: PublishedScore[], period?: string): Promise<string>;
  /** Submits and signs every list of a run. */
  signAll(runId: string): Promise<void>;
  /** As if the broker had confirmed everything. */
  confirmAll(): Promise<void>;
  answer(...answers: PayoutAnswer[]): Promise<string[]>;
}

export interface PayrollOptions {
  run?: KitConfig['RUN'];
  amqpUrl?: string;
  config?: Partial<KitConfig>;
  database?: TestDatabase;
}

export const INSTALL_KEY = 'installation-key-for-tests';

export async function startPayroll(options: PayrollOptions = {}): Promise<Payroll> {
  const service = await startUnderTest({
    name: 'payroll-bridge',
    schema: 'payroll',
    module: (config, given) =>
      appModule({ ...config, SECRETS_KEY: 'a key for tests that seals secrets', INSTALL_KEY }, given),
    rolesOf: rolesOfPerson,
    ...(options.database === undefined ? {} : { database: options.database }),
    prepare,
    config: {
      ...options.config,
      ...(options.run === undefined ? {} : { RUN: options.run }),
      ...(options.amqpUrl === undefined ? {} : { AMQP_URL: options.amqpUrl }),
    },
  });
  const { uow, get, database } = service;
  const activities = get(PayrollActivitiesProvider).activities();

  const payroll: Payroll = {
    ...service,
    activities,
    ask: (who, method, path, body, headers) =>
      service.ask(typeof who === 'string' ? staff(who) : who, method, path, body, headers),
    seed: (tenantId, workers) => seedOrganisation(uow, get(OrgWriter), smallCompany(tenantId, workers)),
    async putPlan(over = {}) {
      const answer = await payroll.ask('hr', 'PUT', '/v1/pay-plans/weekly', { data: { ...PLAN, ...over } });
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    },
    async putPlanAgain(over) {
      const [now] = await payroll.rows<{ version: number }>(
        `SELECT version::int AS version FROM pay_plan WHERE code = 'weekly'`,
      );
      const data = { ...PLAN, ...over };
      const answer = await payroll.ask('hr', 'PUT', '/v1/pay-plans/weekly', { data, version: now?.version });
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    },
    async receive(batch, tenantId = TENANT) {
      for (const page of batch.pages) await uow.write(tenantId, (tx) => get(ScoreBatchRepository).addPage(tx, page));
    },
    async build(cycleId, scores, period = '2026-W47') {
      await uow.write(TENANT, (tx) => get(CycleCopyRepository).keepNewest(tx, cycle(cycleId, period)));
      const batch = batchOf(randomUUID(), cycleId, scores, period);
      await payroll.receive(batch);
      const built = await activities.buildBonusLists({ tenantId: TENANT, cycleId, batch: batch.ref });
      return built.runIds[0] ?? '';
    },
    async signAll(runId) {
      const lists = await payroll.rows<{ id: string; part: string; version: number }>(
        'SELECT id, part, version::int AS version FROM bonus_list WHERE run_id = $1',
        [runId],
      );
      for (const list of lists) {
        const submitted = await payroll.ask('hr', 'POST', `/v1/bonus-lists/${list.id}/submit`, {
          version: list.version,
        });
        if (submitted.status !== 200) throw new Error(JSON.stringify(submitted.body));
        await signList(payroll, list.id);
      }
    },
    async confirmAll() {
      await database.admin.query(`DELETE FROM outbox WHERE destination = 'events'`);
      await get(BatchCloser).closeConfirmed();
    },
    answer: (...answers) => uow.write(TENANT, (tx) => get(TakeAnswers).take(tx, answers, BY_PAYROLL)),
  };
  return payroll;
}

/** Everybody asked approves, step by step, until the list's approval is closed. */
export async function signList(payroll: Payroll, listId: string): Promise<void> {
  for (let step = 0; step < 5; step++) {
    const [task] = await payroll.rows<{ approvalId: string; version: number; assigneeId: string }>(
      `SELECT t.approval_id AS "approvalId", t.version::int AS version, t.assignee_id AS "assigneeId" FROM approval_task t
       WHERE t.subject_kind = 'bonus-list' AND t.subject_id = $1 AND t.state = 'open' LIMIT 1`,
      [listId],
    );
    if (task === undefined) return;
    const decided = await payroll.ask(employee(task.assigneeId), 'POST', `/v1/approvals/${task.approvalId}/decisions`, {
      taskVersion: task.version,
      decision: 'approve',
    });
    if (decided.status >= 300) throw new Error(JSON.stringify(decided.body));
  }
}

export const answerOf = (
  payoutId: string,
  outcome: PayoutAnswer['outcome'],
  over: Partial<PayoutAnswer> = {},
): PayoutAnswer => ({
  answerId: randomUUID(),
  tenantId: TENANT,
  payoutId,
  outcome,
  at: '2026-11-23T08:00:00.000Z',
  ...over,
});
