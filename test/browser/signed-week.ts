import type { Company } from '../e2e/company.js';
import { all, present, until } from '../e2e/until.js';
import { AT } from '../e2e/weekly-definition.js';

/** The company's week up to its bonus list: goals issued, scores published. */
export async function weekUntilBonusList(company: Company): Promise<void> {
  await company.issue();
  await company.clock.travelTo(AT.publish);
  await company.done('publish');
  await company.clock.travelTo(AT.bonusList);
  await company.done('bonus-list');
}

/** The company's week up to the payout: goals issued, scores published, its one list handed in by HR and signed by F1. */
export async function weekUntilPayout(company: Company): Promise<void> {
  await weekUntilBonusList(company);
  const hr = await company.hr;
  const [list] = await until('the bonus list', async () => {
    const lists = await all(hr.bonusLists({ cycle: company.cycleId }));
    return lists.length > 0 ? lists : undefined;
  });
  const { id, version } = present(list, 'bonus list');
  await hr.submitBonusList(id, version);
  const { taskId, version: taskVersion, approvalId } = await company.onDesk('F1', 'bonus-list', id);
  const reviewer = await company.as('F1');
  await reviewer.decide('payroll', present(approvalId, 'approval'), { taskId, taskVersion, decision: 'approve' });
  await company.clock.travelTo(AT.payout);
}
