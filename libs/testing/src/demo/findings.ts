import type { GoalbeatClient } from '@goalbeat/api-client/goalbeat-client';
import { allPages } from '@goalbeat/api-client/pages';
import { readBook } from '../payroll-simulator/book.js';
import { pause } from '../people/office.js';
import type { Findings } from './verdict.js';

const AREAS = ['goals', 'appraisal', 'payroll'] as const;
const SETTLE_MS = 60_000;

async function all<T>(pages: AsyncGenerator<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of pages) items.push(item);
  return items;
}

/** After the archive a few messages are still under way; whatever is not settled in a minute is found unsettled. */
export async function awaitEnd(hr: GoalbeatClient, finance: GoalbeatClient, cycleId: string): Promise<void> {
  const until = Date.now() + SETTLE_MS;
  for (;;) {
    const cycle = await hr.cycle(cycleId);
    const runs = await all(finance.runs({ cycle: cycleId }));
    const over = cycle.state === 'closed' && runs.length > 0 && runs.every((run) => run.state === 'settled');
    if (over || Date.now() > until) return;
    await pause(300);
  }
}

export async function collectFindings(context: {
  hr: GoalbeatClient;
  finance: GoalbeatClient;
  cycleId: string;
  bookFile: string;
  failures: readonly string[];
}): Promise<Findings> {
  const { hr, finance, cycleId, bookFile, failures } = context;
  const cycle = await hr.cycle(cycleId);
  let openApprovals = 0;
  for (const area of AREAS) {
    const open = await all(allPages(hr.transport, `/api/${area}/v1/approvals`, { cycle: cycleId, state: 'open' }));
    openApprovals += open.length;
  }
  const sheets = await all(hr.sheets({ cycle: cycleId }));
  const lists = await all(finance.bonusLists({ cycle: cycleId }));
  const payouts = await all(finance.payouts());
  const ofCycle = lists.filter((list) => list.kind === 'cycle');
  const lines = (await Promise.all(ofCycle.map((list) => all(finance.bonusLines(list.id))))).flat();
  const unpaid = lines.filter((line) => Number(line.amount.amount) === 0);
  const runs = new Set(ofCycle.map((list) => list.runId));
  return {
    cycle,
    sheets: {
      issued: sheets.length,
      reported: sheets.filter((sheet) => sheet.goals.some((goal) => goal.outcome !== null)).length,
      confirmed: sheets.filter((sheet) => sheet.state === 'confirmed').length,
    },
    approvals: await Promise.all(AREAS.map((area) => hr.approvalSummary(area, cycleId))),
    openApprovals,
    lists,
    payouts,
    money: {
      lines: lines.length,
      nothing: unpaid.length,
      nothingFor: [...new Set(unpaid.map((line) => line.band))].toSorted(),
      rejected: payouts.filter((payout) => runs.has(payout.runId) && payout.state === 'rejected').length,
      offCycle: payouts.filter((payout) => !runs.has(payout.runId) && payout.state === 'paid').length,
    },
    reconciliation: await finance.reconciliation(),
    book: readBook(bookFile),
    failures,
  };
}
