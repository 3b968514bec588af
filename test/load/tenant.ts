import { GoalbeatClient } from '@goalbeat/api-client/goalbeat-client';
import type { Definition, DefinitionData, PayPlanV1Data } from '@goalbeat/api-client/wire-types';
import { companyFiles } from '@goalbeat/examples/company-files';
import type { CompanyRows } from '@goalbeat/examples/make-company';
import { definition, PAY_PLAN, payPlan, RULE_SET, ruleSet } from '@goalbeat/examples/rules';
import { goalTemplates } from '@goalbeat/examples/templates';
import type { Database } from './database.js';
import type { Environment } from './environment.js';
import { until } from './until.js';

const PASSWORD = 'bench-password-1';
const ADMIN = 'ADMIN';
/** Monday 09:00:30 in Shanghai: the week has begun, and nothing else falls due while the clock runs at its real pace. */
const START = '2026-11-16T01:00:30.000Z';
export const PERIOD = '2026-W47';
const ROWS_A_FILE = 5_000;
const PATIENT_MS = 180_000;
/** What is on its way is asked after again rather than breaking a measurement off. */
const WHATEVER_IT_TAKES_MS = 900_000;

/** What founding a company needs of the bench. */
export interface Ground {
  readonly env: Environment;
  readonly sql: Database;
  /** Returns when nothing waits in any outbox or queue. */
  quiet(): Promise<void>;
}

/** A company of the bench: a demo tenant whose clock stands at the beginning of the week, and who signs in to it. */
export class Tenant {
  readonly #clients = new Map<string, GoalbeatClient>();
  readonly #accounts = new Set<string>();

  constructor(
    private readonly bench: Ground,
    readonly id: string,
    readonly slug: string,
    readonly boss: string,
    readonly rows: CompanyRows,
  ) {}

  readonly password = PASSWORD;

  get admin(): Promise<GoalbeatClient> {
    return this.as(ADMIN);
  }

  /** Who leads HR in the whole company. */
  get hrNumber(): string {
    const lead = this.rows.people.find(({ roles }) => roles.split(';').includes('hr-lead'));
    if (lead === undefined) throw new Error('Nobody leads HR');
    return lead.number;
  }

  get hr(): Promise<GoalbeatClient> {
    return this.as(this.hrNumber);
  }

  async as(number: string): Promise<GoalbeatClient> {
    const known = this.#clients.get(number);
    if (known !== undefined) return known;
    const client = new GoalbeatClient({
      baseUrl: this.bench.env.url,
      timeoutMs: PATIENT_MS,
      retryForMs: WHATEVER_IT_TAKES_MS,
      stepsUp: true,
    });
    await client.signIn({ tenant: this.slug, number, password: PASSWORD });
    this.#clients.set(number, client);
    return client;
  }

  /** Of those who have none yet: a second one would end the first one's sessions. */
  async createAccounts(numbers: readonly string[]): Promise<void> {
    const admin = await this.admin;
    const fresh = numbers.filter((number) => !this.#accounts.has(number));
    for (const number of fresh) this.#accounts.add(number);
    for (let at = 0; at < fresh.length; at += 500) {
      const accounts = fresh.slice(at, at + 500).map((number) => ({ number, password: PASSWORD }));
      await admin.createAccounts({ accounts });
    }
  }

  /** Activates a definition like the example's, under its own code. */
  async define(code: string, change: Partial<DefinitionData> = {}): Promise<Definition> {
    const hr = await this.hr;
    const put = await hr.putDefinition(code, { ...definition([this.boss]), ...change });
    return hr.activateDefinition(put.id, put.version);
  }

  /** Opens the week's cycle; its id as soon as there is a row of it. */
  async open(definitionId: string): Promise<string> {
    await (await this.hr).openCycle(definitionId, PERIOD);
    return until('the cycle', () => this.#cycleOf(definitionId), { everyMs: 5 });
  }

  async #cycleOf(definitionId: string): Promise<string | undefined> {
    const sql = 'SELECT id FROM goals.cycle WHERE tenant_id = $1 AND definition_id = $2';
    const [row] = await this.bench.sql.rows<{ id: string }>(sql, [this.id, definitionId]);
    return row?.id;
  }

  /** Opens the week's cycle and waits until so many sheets are there. */
  async issue(definitionId: string, sheets: number): Promise<string> {
    const cycleId = await this.open(definitionId);
    await until(`${sheets} sheets`, async () => {
      const there = await this.bench.sql.count('goals.goal_sheet WHERE cycle_id = $1', [cycleId]);
      return there >= sheets ? true : undefined;
    });
    return cycleId;
  }

  async cancel(cycleId: string): Promise<void> {
    const hr = await this.hr;
    const { version } = await hr.cycle(cycleId);
    const body = { version, action: 'cancel', reason: 'Measured.' };
    await hr.transport.post(`/api/goals/v1/cycles/${cycleId}/control`, body);
  }

  async setRate(rate: number): Promise<void> {
    const admin = await this.admin;
    const { version } = await admin.tenant();
    await admin.setClock({ rate, version });
  }
}

export interface Founding {
  name: string;
  rows: CompanyRows;
  payPlan?: Partial<PayPlanV1Data>;
}

/** Founds a tenant through the public API and waits until every service knows everybody. */
export async function foundTenant(bench: Ground, { name, rows, payPlan: change }: Founding): Promise<Tenant> {
  const slug = `bench-${name}-${Date.now().toString(36)}`;
  const outside = new GoalbeatClient({ baseUrl: bench.env.url, timeoutMs: PATIENT_MS });
  const { id } = await outside.createTenant(
    {
      slug,
      name: `Bench: ${name}`,
      zone: 'Asia/Shanghai',
      currency: 'CNY',
      kind: 'demo',
      clock: { rate: 1, start: START },
      admin: { number: ADMIN, name: 'Admin', email: 'admin@example.com', password: PASSWORD },
    },
    bench.env.installKey,
  );
  const boss = rows.people[0]?.number ?? '';
  const tenant = new Tenant(bench, id, slug, boss, rows);
  const admin = await tenant.admin;
  // Units name their heads, who are people of units: first the units without, then all again.
  const units = rows.units.map((unit) => ({ ...unit, head: '' }));
  refuseWrong(await admin.importUnits(csv('units.csv', { ...rows, units })));
  for (let at = 0; at < rows.people.length; at += ROWS_A_FILE) {
    const people = rows.people.slice(at, at + ROWS_A_FILE);
    refuseWrong(await admin.importPeople(csv('people.csv', { ...rows, people })));
  }
  refuseWrong(await admin.importUnits(csv('units.csv', rows)));
  await tenant.createAccounts([tenant.hrNumber]);
  const hr = await tenant.hr;
  for (const { code, template } of goalTemplates()) await hr.putTemplate(code, template);
  await hr.putRuleSet(RULE_SET, ruleSet);
  await hr.putPayPlan(PAY_PLAN, { ...payPlan(boss, rows.people.length), ...change });
  await copied(bench, id, rows.people.length);
  return tenant;
}

const csv = (file: 'units.csv' | 'people.csv', rows: CompanyRows): string => companyFiles(rows).get(file) ?? '';

function refuseWrong({ rows }: { rows: { verdict: string; problems: unknown }[] }): void {
  const wrong = rows.find((row) => row.verdict === 'wrong');
  if (wrong !== undefined) throw new Error(`Import: ${JSON.stringify(wrong)}`);
}

/** Every service has everybody, and the news of it have been heard. */
async function copied(bench: Ground, tenantId: string, people: number): Promise<void> {
  for (const schema of ['goals', 'appraisal', 'payroll']) {
    await until(
      `the organisation in ${schema}`,
      async () => {
        const there = await bench.sql.count(`${schema}.org_person WHERE tenant_id = $1`, [tenantId]);
        return there >= people ? true : undefined;
      },
      { withinMs: 900_000, everyMs: 250 },
    );
  }
  await bench.quiet();
}
