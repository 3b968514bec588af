import { randomUUID } from 'node:crypto';
import { LadderActivitiesProvider } from '@goalbeat/approvals/ladder.activities';
import type { AppraisalActivities, BatchRef, LadderActivities } from '@goalbeat/contracts/activities';
import type { CloudEvent } from '@goalbeat/contracts/cloud-event';
import { GOALS_EVENTS, type ResultsPublished } from '@goalbeat/contracts/goals/events';
import type { Principal } from '@goalbeat/domain/access/roles';
import type { Chain } from '@goalbeat/domain/approval/chain';
import { OrgWriter } from '@goalbeat/org-copy/org-writer';
import type { KitConfig } from '@goalbeat/service-kit/config/base-env';
import type { EventConsumer } from '@goalbeat/service-kit/inbox/event-consumer';
import { employee, rolesOfPerson, smallCompany, type Staff, staff, TENANT } from '@goalbeat/testing/harness/company';
import { seedOrganisation } from '@goalbeat/testing/harness/organisation';
import { type Answer, type Method, startUnderTest, type UnderTest } from '@goalbeat/testing/harness/service-under-test';
import { required } from '@goalbeat/testing/harness/test-environment';
import { appModule } from '../src/app.module.js';
import { CycleFactConsumer } from '../src/cycle-fact/cycle-fact.consumer.js';
import { ResultBatchConsumer } from '../src/result-batch/result-batch.consumer.js';
import { AppraisalActivitiesProvider } from '../src/scoring-run/scoring-run.activities.js';
import { batchOf, cycleEvent, RULES, type SheetResult } from './results.js';

export interface Appraisal extends Omit<UnderTest, 'ask'> {
  activities: AppraisalActivities;
  ladder: LadderActivities;
  ask(who: Staff | Principal, method: Method, url: string, body?: object, language?: string): Promise<Answer>;
  putRules(over?: object, version?: number, tenantId?: string): Promise<void>;
  hearCycle(cycleId: string, chain?: Chain, over?: object, tenantId?: string): Promise<void>;
  hearPage(page: ResultsPublished, tenantId?: string): Promise<void>;
  /** A cycle whose results have all arrived. */
  arrive(sheets: SheetResult[], given?: { chain?: Chain; tenantId?: string }): Promise<Arrived>;
  /** Its only open task is decided by whoever has it. */
  decide(approvalId: string, decision: 'approve' | 'return' | 'reject', comment?: string): Promise<Answer>;
}

export interface Arrived {
  tenantId: string;
  cycleId: string;
  batch: BatchRef;
}

export const INSTALL_KEY = 'installation-key-for-tests';

/** @param run beside HTTP: `consumers` takes events from the broker */
export async function startAppraisal(workers: number, run: KitConfig['RUN'] = ['http']): Promise<Appraisal> {
  const service = await startUnderTest({
    name: 'appraisal',
    schema: 'appraisal',
    module: (config, given) => appModule({ ...config, INSTALL_KEY }, given),
    config: run.includes('consumers') ? { RUN: run, AMQP_URL: required('TEST_AMQP_URL') } : {},
    rolesOf: rolesOfPerson,
  });
  const { uow, get, rows } = service;
  const hear = (consumer: EventConsumer, type: string, data: object, tenantId: string): Promise<void> =>
    uow.write(tenantId, (tx) => consumer.handle(eventOf(type, data, tenantId), tx));
  const appraisal: Appraisal = {
    ...service,
    activities: get(AppraisalActivitiesProvider).activities(),
    ladder: get(LadderActivitiesProvider).activities(),
    ask: (who, method, url, body, language) =>
      service.ask(
        typeof who === 'string' ? staff(who) : who,
        method,
        url,
        body,
        language === undefined ? {} : { 'accept-language': language },
      ),
    async putRules(over = {}, version, tenantId = TENANT) {
      const body = { data: { ...RULES, ...over }, ...(version === undefined ? {} : { version }) };
      const answer = await service.ask(staff('hr', tenantId), 'PUT', '/v1/rule-sets/weekly', body);
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    },
    hearCycle: (cycleId, chain, over = {}, tenantId = TENANT) =>
      hear(get(CycleFactConsumer), GOALS_EVENTS.cycle, { ...cycleEvent(cycleId, chain), ...over }, tenantId),
    hearPage: (page, tenantId = TENANT) => hear(get(ResultBatchConsumer), GOALS_EVENTS.resultsPage, page, tenantId),
    async arrive(sheets, { chain, tenantId = TENANT } = {}) {
      const cycleId = randomUUID();
      const { ref, pages } = batchOf(cycleId, sheets);
      await appraisal.hearCycle(cycleId, chain, {}, tenantId);
      for (const page of pages) await appraisal.hearPage(page, tenantId);
      return { tenantId, cycleId, batch: ref };
    },
    async decide(approvalId, decision, comment) {
      const [task] = await rows<{ version: number; assigneeId: string }>(
        `SELECT version::int AS version, assignee_id AS "assigneeId" FROM approval_task
         WHERE approval_id = $1 AND state = 'open' ORDER BY id LIMIT 1`,
        [approvalId],
      );
      if (task === undefined) throw new Error('Nobody is asked');
      return service.ask(employee(task.assigneeId), 'POST', `/v1/approvals/${approvalId}/decisions`, {
        taskVersion: task.version,
        decision,
        ...(comment === undefined ? {} : { comment }),
      });
    },
  };
  await seedOrganisation(uow, get(OrgWriter), smallCompany(TENANT, workers));
  return appraisal;
}

/** Lowest first. */
export const statuses = (answers: readonly Answer[]): number[] =>
  answers.map((answer) => answer.status).toSorted((a, b) => a - b);

/** Every item of a list, page by page. */
export async function allPages<T>(ask: (after: string) => Promise<Answer>): Promise<T[]> {
  const seen: T[] = [];
  let after = '';
  for (;;) {
    const { items, next } = (await ask(after)).body as unknown as { items: T[]; next: string | null };
    seen.push(...items);
    if (next === null) return seen;
    after = `&after=${next}`;
  }
}

const eventOf = (type: string, data: object, tenantId: string): CloudEvent => ({
  specversion: '1.0',
  id: randomUUID(),
  source: 'goalbeat/goals',
  type,
  time: '2026-11-23T02:30:00.000Z',
  datacontenttype: 'application/json',
  tenantid: tenantId,
  data,
});
