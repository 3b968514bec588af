import { GoalbeatClient } from '@goalbeat/api-client/goalbeat-client';
import type {
  Cycle,
  Definition,
  DefinitionData,
  DeskItem,
  PayPlanV1Data,
  PutGoalTemplate,
  RuleSetData,
  Sheet,
} from '@goalbeat/api-client/wire-types';
import { CompanyClock, STROLL } from './tenant-clock.js';
import { installation } from './installation.js';
import { all, present, until } from './until.js';
import { bonusStep, leadStep, weekly } from './weekly-definition.js';

export const PASSWORD = 'a long enough word';
export const PERIOD = '2026-W47';
/** Monday 2026-11-16 09:00:30 in Shanghai: goals are out as soon as the cycle is opened. */
export const MONDAY = '2026-11-16T01:00:30.000Z';
const ADMIN = 'ADMIN';
const SIGN_INS_AT_ONCE = 4;

export interface Hire {
  number: string;
  name?: string;
  email?: string;
  unit?: string;
  /** `work` gets a sheet, anything else does not. */
  family?: string;
  grade?: string;
  manager?: string;
  roles?: string;
}

export interface Founding {
  name: string;
  people: readonly Hire[];
  /** Those who sign in; everybody by default. */
  accounts?: readonly string[];
  start?: string;
  chains?: Partial<DefinitionData['chains']>;
  payPlan?: Partial<PayPlanV1Data>;
  ruleSet?: Partial<RuleSetData>;
  template?: PutGoalTemplate;
}

export const TEMPLATE: PutGoalTemplate = {
  name: 'Weekly work',
  jobFamily: 'work',
  goals: [
    { code: 'orders', title: 'Orders', type: 'quantity', target: '10', unit: 'orders', weight: '60' },
    { code: 'visits', title: 'Visits', type: 'quantity', target: '4', unit: 'visits', weight: '40' },
  ],
};
export const RULE_SET: RuleSetData = {
  version: 1,
  name: 'Points',
  groups: [{ code: 'kpi', weight: '100' }],
  points: { below: '10', met: '10', above: '12' },
  maxScore: '120',
  bands: [
    { code: 'excellent', from: '105' },
    { code: 'qualified', from: '80' },
    { code: 'unqualified', from: '0' },
  ],
};
export const payPlan = (finalDecider: string): PayPlanV1Data => ({
  version: 1,
  name: 'Weekly bonus',
  currency: 'CNY',
  baseByGrade: { P: '200.00', M: '500.50' },
  multiplierByBand: { excellent: '1.5', qualified: '1', unqualified: '0' },
  finalDecider,
});

const csv = (rows: readonly (readonly string[])[]): string => `${rows.map((row) => row.join(',')).join('\n')}\n`;

/** A small company in a demo tenant of its own, founded through the public API; who is who is up to the story. */
export class Company {
  readonly #clients = new Map<string, Promise<GoalbeatClient>>();
  readonly #ids = new Map<string, string>();
  readonly clock: CompanyClock;
  definition: Definition | undefined;
  cycleId = '';

  private constructor(
    readonly slug: string,
    readonly tenantId: string,
    readonly admin: GoalbeatClient,
    /** The HR lead who sets things up. */
    readonly hrNumber: string,
  ) {
    this.clock = new CompanyClock(admin);
    this.#clients.set(ADMIN, Promise.resolve(admin));
  }

  static async found(founding: Founding): Promise<Company> {
    const { name, people, start = MONDAY } = founding;
    const slug = `e2e-${name}-${Date.now().toString(36)}`;
    const admin = open();
    const { id } = await admin.createTenant(
      {
        slug,
        name: `E2E ${name}`,
        zone: 'Asia/Shanghai',
        currency: 'CNY',
        kind: 'demo',
        clock: { rate: STROLL, start },
        admin: { number: ADMIN, name: 'Admin', email: 'admin@example.com', password: PASSWORD },
      },
      installation.installKey,
    );
    await admin.signIn({ tenant: slug, number: ADMIN, password: PASSWORD });
    const hr = present(
      people.find(({ roles }) => roles?.includes('hr-lead')),
      'HR lead among the people',
    );
    const company = new Company(slug, id, admin, hr.number);
    await company.#hire(people);
    const accounts = founding.accounts ?? people.map(({ number }) => number);
    await admin.createAccounts({ accounts: accounts.map((number) => ({ number, password: PASSWORD })) });
    await company.#signInAll([...accounts]);
    await company.#setRules(founding);
    return company;
  }

  /** Signed in, and without patience for refusals. */
  async as(number: string): Promise<GoalbeatClient> {
    const known = this.#clients.get(number);
    if (known !== undefined) return known;
    const client = open();
    const signedIn = client.signIn({ tenant: this.slug, number, password: PASSWORD }).then(() => client);
    this.#clients.set(number, signedIn);
    return signedIn;
  }

  get hr(): Promise<GoalbeatClient> {
    return this.as(this.hrNumber);
  }

  personId(number: string): string {
    return present(this.#ids.get(number), `person ${number}`);
  }

  async define(code: string, data: DefinitionData): Promise<Definition> {
    const hr = await this.hr;
    const draft = await hr.putDefinition(code, data);
    this.definition = await hr.activateDefinition(draft.id, draft.version);
    return this.definition;
  }

  /** Opens the cycle; there when its row is, goals or not. */
  async open(definition = present(this.definition, 'definition')): Promise<string> {
    const hr = await this.hr;
    await hr.openCycle(definition.id, PERIOD);
    const [cycle] = await until('the cycle', async () => {
      const found = await all(hr.cycles({ definition: definition.id, period: PERIOD }));
      return found.length > 0 ? found : undefined;
    });
    this.cycleId = present(cycle, 'cycle').id;
    return this.cycleId;
  }

  /** Waits until the step is done. */
  async done(step: Cycle['timeline'][number]['step'], withinMs = 30_000): Promise<Cycle> {
    const hr = await this.hr;
    return until(
      `the step ${step}`,
      async () => {
        const cycle = await hr.cycle(this.cycleId);
        return cycle.timeline.find((one) => one.step === step)?.doneAt == null ? undefined : cycle;
      },
      { withinMs },
    );
  }

  async issue(): Promise<void> {
    await this.open();
    await this.done('issue');
  }

  async sheetOf(number: string): Promise<Sheet> {
    const sheets = await all((await this.as(number)).sheets({ mine: true, cycle: this.cycleId }));
    return present(sheets[0], `sheet of ${number}`);
  }

  /** Submits the plan as it was issued. @returns the approval's id */
  async submitPlan(number: string): Promise<string> {
    const sheet = await this.sheetOf(number);
    const after = await (await this.as(number)).submitPlan(sheet.id, sheet.version);
    return present(after.approvalId, 'approval of the plan');
  }

  /** What is on this person's desk of the kind, once it is there. */
  async onDesk(number: string, subjectKind: string, subjectId?: string): Promise<DeskItem> {
    const client = await this.as(number);
    return until(`${subjectKind} on the desk of ${number}`, async () => {
      const { items } = await client.desk();
      return items.find(
        (item) => item.subjectKind === subjectKind && (subjectId === undefined || item.subjectId === subjectId),
      );
    });
  }

  async #hire(people: readonly Hire[]): Promise<void> {
    const units = [...new Set(people.map(({ unit = 'ROOT' }) => unit))].filter((unit) => unit !== 'ROOT');
    const columns = ['code', 'name', 'kind', 'parent', 'head', 'zone', 'currency', 'calendar'];
    if (units.length > 0) {
      const rows = units.map((unit) => [unit, unit, 'department', 'ROOT', '', '', '', '']);
      refuseWrong(await this.admin.importUnits(csv([columns, ...rows])));
    }
    const isFinanceThere = people.some(({ roles }) => roles?.includes('finance'));
    const signer = signerOf(people);
    const rows = people.map((one) => [
      one.number,
      one.name ?? `Person ${one.number}`,
      one.email ?? '',
      one.unit ?? 'ROOT',
      one.family ?? 'work',
      one.grade ?? 'P',
      one.manager ?? '',
      // Somebody of finance signs money in every company.
      one === signer && !isFinanceThere ? [one.roles, 'finance-reviewer'].filter(Boolean).join(';') : (one.roles ?? ''),
      '2024-01-01',
      '',
    ]);
    const header = ['number', 'name', 'email', 'unit', 'job_family', 'grade', 'manager', 'roles', 'joined', 'left'];
    refuseWrong(await this.admin.importPeople(csv([header, ...rows])));
    for await (const person of this.admin.people()) this.#ids.set(person.number, person.id);
  }

  async #signInAll(numbers: string[]): Promise<void> {
    const work = async (): Promise<void> => {
      for (let number = numbers.pop(); number !== undefined; number = numbers.pop()) await this.as(number);
    };
    await Promise.all(Array.from({ length: SIGN_INS_AT_ONCE }, work));
  }

  async #setRules({ people, chains, template = TEMPLATE, payPlan: money, ruleSet }: Founding): Promise<void> {
    const hr = await this.hr;
    await hr.putTemplate('work', template);
    await hr.putRuleSet('points', { ...RULE_SET, ...ruleSet });
    await hr.putPayPlan('bonus', { ...payPlan(signerOf(people).number), ...money });
    const plan = { plan: [leadStep('close-planning')], report: [leadStep('close-confirming')], ...chains };
    await this.define('weekly', weekly({ 'bonus-list': [bonusStep('finance-reviewer')], ...plan }));
  }
}

/** The first who is not of HR: HR signs no money. */
const signerOf = (people: readonly Hire[]): Hire =>
  present(
    people.find(({ roles = '' }) => !/hr-/.test(roles)),
    'somebody outside HR',
  );

const open = (): GoalbeatClient => new GoalbeatClient({ baseUrl: installation.url, timeoutMs: 30_000, stepsUp: true });

function refuseWrong({ rows }: { rows: readonly { verdict: string }[] }): void {
  const wrong = rows.find(({ verdict }) => verdict === 'wrong');
  if (wrong !== undefined) throw new Error(`Import: ${JSON.stringify(wrong)}`);
}
