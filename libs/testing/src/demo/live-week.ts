import { mkdirSync } from 'node:fs';
import type { GoalbeatClient } from '@goalbeat/api-client/goalbeat-client';
import { seeded } from '@goalbeat/examples/seeded';
import { Agenda } from '../people/agenda.js';
import { Office, pause } from '../people/office.js';
import { Payday } from '../people/payday.js';
import { titled } from '../people/titles.js';
import { planWeek } from '../people/week-plan.js';
import { WeekAgenda } from '../people/week-agenda.js';
import type { TenantTime } from '../people/tenant-time.js';
import type { Week } from '../people/week.js';
import { Control } from './control.js';
import { metricsUrlsOf, planFaults, strike, type Fault } from './faults.js';
import { awaitEnd, collectFindings } from './findings.js';
import { printAddresses } from './report.js';
import { DEMO_PASSWORD, type FoundedCompany } from './found-company.js';
import type { DemoOptions, Installation } from './options.js';
import { PayrollProcess } from './payroll-process.js';
import { Teller } from './teller.js';
import type { Terminal } from './terminal.js';
import type { Findings } from './verdict.js';
import { Watch } from './watch.js';

const SIGN_INS_AT_ONCE = 6;
const INTERRUPTED = 130;
/** Every service has heard that the clock runs. */
const HEARD_MS = 500;

export interface LiveWeek {
  options: DemoOptions;
  installation: Installation;
  company: FoundedCompany;
  week: Week;
  terminal: Terminal;
  folder: string;
}

/** Lives through the week and says what it left behind. The payroll simulator ends with it, however it ends. */
export async function liveThroughWeek(live: LiveWeek): Promise<Findings> {
  const { options, installation, company, week, terminal, folder } = live;
  const { organisation, time } = company;
  const plan = planWeek(week, organisation, options.seed);
  const awayUntil = week.at(8, '18:00');
  const teller = new Teller(terminal, organisation, time, awayUntil);
  mkdirSync(folder, { recursive: true });
  const random = seeded(options.seed);
  const firstCrash = random.whole(3, 8, 'crash', 1);
  const payroll = new PayrollProcess(
    {
      amqpUrl: installation.GOALBEAT_AMQP_URL,
      folder,
      queue: `payroll-simulator.${company.slug}`,
      tenantId: company.tenant.id,
      seed: options.seed,
      crashAfter: [firstCrash, firstCrash + random.whole(4, 12, 'crash', 2)],
      wrongAccounts: [plan.wrongAccounts.mended, plan.wrongAccounts.stays],
    },
    () => teller.tell({ zh: '薪资系统进程崩溃，自动重启', en: 'payroll crashes and is started again', tone: 'fault' }),
  );
  payroll.start();
  const interrupted = (): void => {
    payroll
      .end()
      .catch(() => undefined)
      .finally(() => process.exit(INTERRUPTED));
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupted);
  // Whoever wants to look around in the middle of the week stops its clock so, and lets it go on the same way.
  let looking = false;
  const look = (): void => {
    looking = !looking;
    void (looking ? time.hold('looking around') : time.release('looking around'));
  };
  process.on('SIGUSR2', look);
  try {
    const office = new Office({
      url: installation.GOALBEAT_URL,
      tenant: company.slug,
      password: DEMO_PASSWORD,
      seed: options.seed,
      cycleId: '',
      organisation,
      plan,
      time,
      story: teller,
    });
    await signInAll(office, terminal);
    const { lead, standIn } = plan.away;
    await (await office.client(lead)).createDelegation({ to: standIn, from: time.now(), until: awayUntil });
    terminal.line(
      terminal.say(
        `${titled(organisation, lead).zh} 出差，至 ${terminal.dayOf(awayUntil)} 审批委托给 ${titled(organisation, standIn).zh}`,
        `${titled(organisation, lead).en} travels; ${titled(organisation, standIn).en} decides until ${terminal.dayOf(awayUntil)}`,
      ),
    );
    printAddresses(installation, company, terminal);
    const pace = Math.round(options.rate / 60);
    terminal.line('');
    terminal.line(
      terminal.say(
        `${terminal.dayOf(week.at(1, '09:00'))} 开始：现实 1 秒 = 业务 ${pace} 分钟；周期内各人的待办都有事可看`,
        `${terminal.dayOf(week.at(1, '09:00'))}: one real second is ${pace} business minutes; desks are full while it lasts`,
      ),
      'good',
    );
    const hr = await office.client(organisation.hrLead);
    await time.release('set-up');
    await pause(HEARD_MS);
    await hr.openCycle(company.definition.id, week.period);
    office.options.cycleId = await cycleIdOf(hr, company.definition.id, week.period);
    const findings = await run(live, { office, teller, payroll, hr });
    // Whoever looks around afterwards finds the Monday after the week, not December.
    await time.setRate(1);
    return findings;
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeListener(signal, interrupted);
    process.removeListener('SIGUSR2', look);
    teller.flush();
    await payroll.end();
  }
}

interface Running {
  office: Office;
  teller: Teller;
  payroll: PayrollProcess;
  hr: GoalbeatClient;
}

async function run(live: LiveWeek, { office, teller, payroll, hr }: Running): Promise<Findings> {
  const { options, installation, company, week } = live;
  const { organisation, time } = company;
  const agenda = new Agenda(time);
  new WeekAgenda(office, agenda, week).fill();
  new Payday(office, agenda, week, { mendAccount: (number) => payroll.mendAccount(number) }).fill();
  narrate(agenda, teller, week);
  passQuietDays(agenda, { teller, time, week, rate: options.rate });
  agenda.add({ what: 'the week ends', at: week.at(8, '18:10'), by: null, run: () => office.stepDone('archive') });
  const watch = new Watch(hr, office, teller);
  const watching = watch.run();
  let stopped = false;
  const striking = options.faults ? strikeAll() : Promise.resolve();

  async function strikeAll(): Promise<void> {
    const context = {
      control: new Control(installation.GOALBEAT_CONTROL_SOCKET),
      time,
      agenda,
      payroll,
      metricsUrls: metricsUrlsOf(installation),
      tell: ({ zh, en }: Fault, phase: 'begins' | 'over', tookMs: number) => {
        const took = (tookMs / 1000).toFixed(1);
        if (phase === 'begins') teller.tell({ zh: `✖ ${zh}`, en: `✖ ${en}`, tone: 'fault' });
        else
          teller.tell({ zh: `✔ ${zh}：恢复用时 ${took} 秒`, en: `✔ ${en}: all well after ${took} s`, tone: 'fault' });
      },
    };
    for (const fault of planFaults(week, options.seed)) {
      while (time.now() < fault.at && !stopped) await pause(20);
      if (stopped) throw new Error(`${fault.en}: its hour never came`);
      await strike(fault, context);
    }
  }

  const problems: string[] = [];
  const struck = striking.catch((error: unknown) => {
    problems.push(error instanceof Error ? error.message : String(error));
  });
  await agenda.run(() => false);
  stopped = true;
  await struck;
  const finance = await office.client(organisation.holder('finance-lead'));
  await awaitEnd(hr, finance, office.options.cycleId);
  await watch.look().catch(() => undefined);
  watch.stop();
  await watching;
  return await collectFindings({
    hr,
    finance,
    cycleId: office.options.cycleId,
    bookFile: payroll.bookFile,
    failures: [...agenda.failures, ...problems],
  });
}

function narrate(agenda: Agenda, teller: Teller, week: Week): void {
  const tell = (day: number, time: string, what: 'planned' | 'reported' | 'confirmed') =>
    agenda.add({
      what: 'a pause',
      at: week.at(day, time),
      by: null,
      run: () => {
        teller.departments(what);
        return Promise.resolve();
      },
    });
  tell(1, '12:30', 'planned');
  tell(2, '13:30', 'planned');
  tell(5, '12:30', 'reported');
  tell(5, '19:30', 'reported');
  tell(8, '09:30', 'confirmed');
}

/** Where nothing is to be decided for weeks, nobody wants to watch the clock. */
function passQuietDays(
  agenda: Agenda,
  { teller, time, week, rate }: { teller: Teller; time: TenantTime; week: Week; rate: number },
): void {
  const { quiet } = week;
  if (quiet === undefined || quiet.rate <= rate) return;
  agenda.add({
    what: 'quiet days begin',
    at: quiet.from,
    by: null,
    run: () => {
      teller.tell({
        zh: '各部门照常工作，时钟加快，直到月底填报',
        en: 'Everybody is at work; the clock runs faster until reports are due',
      });
      return time.setRate(quiet.rate);
    },
  });
  agenda.add({ what: 'quiet days end', at: quiet.until, by: null, run: () => time.setRate(rate) });
}

/** Everybody comes to work before nine; on the fast clock hundreds of password checks would not fit into the morning. */
async function signInAll(office: Office, terminal: Terminal): Promise<void> {
  const { organisation } = office.options;
  const waiting = [organisation.boss, ...organisation.participants.map((person) => person.number)];
  const since = Date.now();
  await Promise.all(
    Array.from({ length: SIGN_INS_AT_ONCE }, async () => {
      for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) await office.client(number);
    }),
  );
  const took = ((Date.now() - since) / 1000).toFixed(1);
  terminal.line(
    terminal.say(
      `${organisation.participants.length} 人登录（${took} 秒）`,
      `${organisation.participants.length} people sign in (${took} s)`,
    ),
  );
}

async function cycleIdOf(client: GoalbeatClient, definition: string, period: string): Promise<string> {
  for (;;) {
    for await (const cycle of client.cycles({ definition, period })) return cycle.id;
    await pause(100);
  }
}
