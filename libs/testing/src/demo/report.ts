import type { GoalbeatClient } from '@goalbeat/api-client/goalbeat-client';
import { ADMIN, DEMO_PASSWORD, type FoundedCompany } from './found-company.js';
import type { Installation } from './options.js';
import type { Terminal } from './terminal.js';
import { sumsOf, type Check, type Findings } from './verdict.js';

const ABOVE = '110';

/** The period's report in a few lines. */
export async function printWeekly(client: GoalbeatClient, cycleId: string, terminal: Terminal): Promise<void> {
  const weekly = await client.weeklyReport(cycleId, ABOVE);
  terminal.line('');
  terminal.line(terminal.say(`完成情况报告 ${weekly.period}`, `Report of ${weekly.period}`), 'good');
  for (const unit of weekly.units) {
    terminal.line(
      terminal.say(
        `  ${unit.name}　${unit.people} 人　完成率 ${unit.completion}%　已确认 ${unit.confirmed}　未填报 ${unit.unreported}`,
        `  ${unit.name}  ${unit.people} people  completion ${unit.completion}%  confirmed ${unit.confirmed}  unreported ${unit.unreported}`,
      ),
    );
  }
  const top = weekly.ranking.slice(0, 5).map((one) => `${one.rank}. ${one.name} ${one.completion}%`);
  terminal.line(terminal.say(`  排名：${top.join('　')}`, `  ranking: ${top.join('  ')}`));
  terminal.line(
    terminal.say(
      `  完成率超过 ${ABOVE}% 的 ${weekly.above.people.length} 人；迟交 ${weekly.late.length} 项`,
      `  above ${ABOVE}%: ${weekly.above.people.length} people; late: ${weekly.late.length}`,
    ),
  );
}

/** Approved = posted = paid in payroll's own book + rejected and still unpaid; then each check. */
export function printReconciliation(findings: Findings, checks: readonly Check[], terminal: Terminal): void {
  const sums = sumsOf(findings);
  terminal.line('');
  terminal.line(terminal.say('对账', 'Reconciliation'), 'good');
  for (const one of findings.reconciliation.currencies) {
    const { currency } = one;
    terminal.line(
      terminal.say(
        `  ${currency}　审批 ${sums.totals[currency] ?? '0.00'} = 薪资账本已付 ${sums.payrollBook[currency] ?? '0.00'} + 退回未付 ${sums.unpaid[currency] ?? '0.00'}　（入账 ${one.posted.amount}，交付 ${one.handedOver.amount}）`,
        `  ${currency}  approved ${sums.totals[currency] ?? '0.00'} = paid in payroll's book ${sums.payrollBook[currency] ?? '0.00'} + still unpaid ${sums.unpaid[currency] ?? '0.00'}  (posted ${one.posted.amount}, handed over ${one.handedOver.amount})`,
      ),
    );
  }
  for (const { what, zh, ok, detail } of checks) {
    terminal.line(
      `  ${ok ? '✔' : '✖'} ${terminal.say(zh, what)}${ok || detail === '' ? '' : `: ${detail}`}`,
      ok ? 'quiet' : 'fault',
    );
  }
  const { lines, nothing, nothingFor, rejected, offCycle } = findings.money;
  const bands = nothingFor.join(', ');
  terminal.line(
    terminal.say(
      `  奖金明细 ${lines} 条：${nothing} 条金额为 0${bands === '' ? '' : `（等级 ${bands}）`}，无需发放；交付 ${lines - nothing} 笔，其中退回 ${rejected} 笔；补发到账 ${offCycle} 笔（另一批次，不计入周期漏斗）`,
      `  ${lines} bonus lines: ${nothing} of 0.00 ${bands === '' ? '' : `(band ${bands}), `}with nothing to pay; ${lines - nothing} handed over, ${rejected} of them rejected; ${offCycle} paid off-cycle (a run of its own, not in the cycle's funnel)`,
    ),
    'quiet',
  );
  const repeats = findings.book.filter((entry) => entry.kind === 'repeat').length;
  terminal.line(
    terminal.say(
      `  薪资系统收到重复消息 ${repeats} 次，一笔也没有重复支付`,
      `  payroll heard ${repeats} payouts again and paid none of them twice`,
    ),
    'quiet',
  );
}

export function printAddresses(installation: Installation, company: FoundedCompany, terminal: Terminal): void {
  const { organisation, slug } = company;
  const lead = organisation.leads[0] ?? organisation.boss;
  const employee = organisation.teamOf(lead)[0]?.number ?? lead;
  const accounts: [zh: string, en: string, number: string][] = [
    ['员工', 'employee', employee],
    ['业务主管', 'lead', lead],
    ['人事主管', 'HR lead', organisation.hrLead],
    ['人事专员，提交奖金清单', 'HR partner, hands in the bonus lists', organisation.holder('hr-partner')],
    ['财务复核，签字', 'finance reviewer, signs', organisation.holder('finance-reviewer')],
    ['财务主管，大额签字', 'finance lead, signs large lists', organisation.holder('finance-lead')],
    ['总经理', 'general manager', organisation.boss],
  ];
  terminal.line('');
  terminal.line(terminal.say(`控制台　　　${installation.GOALBEAT_URL}`, `console       ${installation.GOALBEAT_URL}`));
  if (installation.GOALBEAT_TEMPORAL_UI !== '') terminal.line(`Temporal UI   ${installation.GOALBEAT_TEMPORAL_UI}`);
  terminal.line(
    terminal.say(`登录：公司 ${slug}，密码 ${DEMO_PASSWORD}`, `sign in: company ${slug}, password ${DEMO_PASSWORD}`),
  );
  for (const [zh, en, number] of accounts)
    terminal.line(`  ${number}  ${organisation.name(number)}  ${terminal.say(zh, en)}`);
  terminal.line(
    `  ${ADMIN}  ${terminal.say('系统管理员（不在人员名单中，不参加考核）', 'administrator (not among the people, gets no goals)')}`,
  );
}
