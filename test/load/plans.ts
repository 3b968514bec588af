import type { Bench } from './bench.js';
import { type Department, manyLeads, STAFF_FAMILY } from './company.js';
import { ANALYZE } from './database.js';
import { HttpSession, oneConnection } from './http-session.js';
import { inTurns } from './in-turns.js';
import { foundTenant, type Tenant } from './tenant.js';
import { until } from './until.js';

const AT_ONCE = 8;

/** A plan that waits for its lead, with the ids of all that a decision on it touches. */
export interface Plan {
  approvalId: string;
  sheetId: string;
  department: Department;
  /** Approval, sheet, owner, unit, step, task, lead, HR lead, goals: the order is the same for all. */
  ids: string[];
}

/** A company of many leads, whose people submit the plans that are decided. */
export class PlanMakers {
  readonly #sessions = new Map<string, HttpSession>();

  private constructor(
    private readonly bench: Bench,
    readonly tenant: Tenant,
    readonly departments: readonly Department[],
  ) {}

  static async found(bench: Bench): Promise<PlanMakers> {
    const { clients, plans } = bench.sizes;
    const { rows, departments } = manyLeads(clients, plans);
    const tenant = await foundTenant(bench, { name: 'leads', rows });
    const makers = new PlanMakers(bench, tenant, departments);
    bench.say(`  ${plans} people sign in …`);
    await tenant.createAccounts(departments.flatMap(({ lead, hr, staff }) => [lead, hr, ...staff]));
    await inTurns(
      AT_ONCE,
      departments.flatMap(({ staff }) => staff),
      async (number) => {
        const session = new HttpSession(bench.env.url, makers.#agents.next().value);
        await session.signIn({ tenant: tenant.slug, number, password: tenant.password });
        makers.#sessions.set(number, session);
      },
    );
    return makers;
  }

  readonly #agents = (function* () {
    const agents = Array.from({ length: AT_ONCE }, oneConnection);
    for (let n = 0; ; n += 1) yield agents[n % AT_ONCE] ?? oneConnection();
  })();

  /** Opens a cycle, and has everybody submit the plan. */
  async submitAll(code: string): Promise<{ cycleId: string; plans: Plan[] }> {
    const { bench, tenant } = this;
    const { plans } = bench.sizes;
    const { id } = await tenant.define(code, { who: { jobFamilies: [STAFF_FAMILY] } });
    const cycleId = await tenant.issue(id, plans);
    await bench.quiet();
    bench.say(`  ${plans} people submit their plans …`);
    const sheets = await bench.sql.rows<{ id: string; version: string; number: string }>(
      `SELECT s.id, s.version, p.number FROM goals.goal_sheet s
       JOIN goals.org_person p ON p.tenant_id = s.tenant_id AND p.id = s.person_id WHERE s.cycle_id = $1`,
      [cycleId],
    );
    await inTurns(AT_ONCE, sheets, async ({ id: sheetId, version, number }) => {
      const path = `/api/goals/v1/goal-sheets/${sheetId}/plan`;
      const answer = await this.#sessions.get(number)?.post(path, { version: Number(version) });
      if (answer === undefined || answer.status >= 300)
        throw new Error(`A plan is refused: ${answer?.status} ${answer?.text}`);
    });
    await bench.quiet();
    await until(
      'the ladders of all plans',
      async () => ((await openLadders(bench, cycleId)) >= plans ? true : undefined),
      { withinMs: 300_000, everyMs: 500 },
    );
    return { cycleId, plans: await this.#plansOf(cycleId) };
  }

  async #plansOf(cycleId: string): Promise<Plan[]> {
    // Thousands of rows came within seconds: autovacuum has not counted them yet, and a join planned without counts takes minutes.
    await this.bench.sql.rows(ANALYZE);
    const rows = await this.bench.sql.rows<{ approval: string; sheet: string; number: string; ids: string[] }>(
      `SELECT a.id AS approval, a.subject_id AS sheet, lead.number,
         ARRAY[a.id, a.subject_id::uuid, a.owner_id, a.unit_id, s.id, t.id, t.assignee_id, hr.id]
           || ARRAY(SELECT g.id FROM goals.goal g WHERE g.tenant_id = a.tenant_id AND g.sheet_id = a.subject_id::uuid
                    ORDER BY g.position) AS ids
       FROM goals.approval a
       JOIN goals.approval_step s ON s.approval_id = a.id AND s.no = 1
       JOIN goals.approval_task t ON t.approval_id = a.id AND t.step_no = 1
       JOIN goals.org_person lead ON lead.tenant_id = a.tenant_id AND lead.id = t.assignee_id
       JOIN goals.org_role r ON r.tenant_id = a.tenant_id AND r.role = 'hr-lead' AND r.unit_id = a.unit_id
       JOIN goals.org_person hr ON hr.tenant_id = a.tenant_id AND hr.id = r.person_id
       WHERE a.cycle_id = $1 AND a.subject_kind = 'plan' AND a.state = 'open' ORDER BY a.id`,
      [cycleId],
    );
    const byLead = new Map(this.departments.map((department) => [department.lead, department]));
    const plans = rows.flatMap(({ approval, sheet, number, ids }): Plan[] => {
      const department = byLead.get(number);
      return department === undefined ? [] : [{ approvalId: approval, sheetId: sheet, department, ids }];
    });
    if (plans.length !== this.bench.sizes.plans) throw new Error(`${plans.length} plans wait for their leads`);
    return plans;
  }
}

/** Approval workflows of the cycle that still wait. */
export async function openLadders(bench: Bench, cycleId: string): Promise<number> {
  const query = `WorkflowType = 'approval' AND GoalbeatCycle = '${cycleId}' AND ExecutionStatus = 'Running'`;
  return (await bench.temporal.workflow.count(query)).count;
}
