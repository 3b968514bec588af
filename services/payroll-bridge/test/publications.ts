import { randomUUID } from 'node:crypto';
import { APPRAISAL_EVENTS, type PublishedScore } from '@goalbeat/contracts/appraisal/events';
import { TENANT, worker } from '@goalbeat/testing/harness/company';
import { ScoreBatchConsumer } from '../src/score-batch/score-batch.consumer.js';
import { batchOf, score } from './company.js';
import { answerOf, type Payroll } from './payroll-service.js';

/** Somebody's published score. */
export const of = (n: number, band: string, text = '104.00', over: Partial<PublishedScore> = {}): PublishedScore =>
  score(n, worker(n), { band, scoreText: text, score: `${text.replace('.', '')}/100`, ...over });

type Body = Record<string, unknown>;

/** A cycle whose scores are published again and again, and corrected. */
export class Published {
  readonly cycleId = randomUUID();

  constructor(
    private readonly payroll: Payroll,
    readonly period: string,
  ) {}

  async paid(...scores: PublishedScore[]): Promise<string> {
    const runId = await this.payroll.build(this.cycleId, scores, this.period);
    await this.pay(runId);
    return runId;
  }

  async pay(runId: string): Promise<void> {
    const { payroll } = this;
    await payroll.signAll(runId);
    await payroll.activities.postRun({ tenantId: TENANT, runId });
    await payroll.activities.handOverBatch({ tenantId: TENANT, runId });
    const payouts = await payroll.rows<{ id: string }>('SELECT id FROM payout WHERE run_id = $1', [runId]);
    await payroll.confirmAll();
    await payroll.answer(...payouts.map(({ id }) => answerOf(id, 'paid')));
  }

  /** @returns the batch */
  async publish(publication: number, scores: PublishedScore[], bands?: string[]): Promise<string> {
    const batch = batchOf(randomUUID(), this.cycleId, scores, this.period);
    for (const page of batch.pages) {
      const event = {
        specversion: '1.0' as const,
        id: randomUUID(),
        source: 'goalbeat/appraisal',
        type: APPRAISAL_EVENTS.scoresPage,
        time: '2026-11-23T02:30:00.000Z',
        datacontenttype: 'application/json' as const,
        tenantid: TENANT,
        data: { ...page, publication, reason: '业务数据更正', ...(bands === undefined ? {} : { bands }) },
      };
      await this.payroll.uow.write(TENANT, (tx) => this.payroll.get(ScoreBatchConsumer).handle(event, tx));
    }
    return batch.ref.batchId;
  }

  ask(over: object) {
    const body = { cycleId: this.cycleId, dryRun: true, reason: '更正', ...over };
    return this.payroll.ask('hr', 'POST', '/v1/off-cycle-runs/corrections', body);
  }

  /** The dry run, and then the correction by its fingerprint; what makes somebody's money more is signed and paid. */
  async take(over: object): Promise<{ dry: Body; made: Body }> {
    const dry = await this.ask(over);
    if (dry.status !== 200) throw new Error(JSON.stringify(dry.body));
    const made = await this.ask({ ...over, dryRun: false, fingerprint: dry.body['fingerprint'] });
    if (made.status !== 200) throw new Error(JSON.stringify(made.body));
    for (const runId of made.body['runIds'] as string[]) await this.pay(runId);
    return { dry: dry.body, made: made.body };
  }

  byHand(n: number, band: string, text: string, evidence = '工单 4711') {
    return this.take({ scores: [{ personId: worker(n), score: text, band, evidence }] });
  }

  async known(batchId: string): Promise<Body | undefined> {
    const { body } = await this.payroll.ask('lead', 'GET', `/v1/republications?cycle=${this.cycleId}`);
    return (body['items'] as Body[]).find((one) => one['batchId'] === batchId);
  }

  async title(batchId: string): Promise<string | undefined> {
    const [task] = await this.payroll.rows<{ title: string }>(
      `SELECT title FROM approval_task WHERE subject_id = $1 AND state = 'open'`,
      [batchId],
    );
    return task?.title;
  }

  /** What somebody's money of the cycle is worth by the books. */
  async worth(n: number): Promise<number> {
    const [row] = await this.payroll.rows<{ minor: string }>(
      `SELECT COALESCE(sum(e.minor), 0)::text AS minor FROM bonus_line f JOIN payout_run r ON r.id = f.run_id
         JOIN bonus_line l ON l.claim_id = f.id JOIN ledger_txn t ON t.line_id = l.id
         JOIN ledger_entry e ON e.txn_id = t.id AND e.account = 'bonus-expense'
       WHERE r.cycle_id = $1 AND f.person_id = $2 AND f.cause = 'signed'`,
      [this.cycleId, worker(n)],
    );
    return Number(row?.minor);
  }
}
