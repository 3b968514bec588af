import { Injectable } from '@nestjs/common';
import { ApprovalEngine } from '@goalbeat/approvals/approval-engine';
import type { BonusListView, SubmitList } from '@goalbeat/contracts/payroll/http';
import { may } from '@goalbeat/domain/access/policy';
import { isSignedByFinance } from '@goalbeat/domain/approval/money-chain';
import { nextBonusList } from '@goalbeat/domain/bonus-list/lifecycle';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import type { z } from 'zod';
import { CycleCopyRepository, stepCaps } from '../cycle-copy/cycle-copy.repository.js';
import { MoneyAuthority } from '../organisation/money-authority.js';
import { requireAllUnits } from '../organisation/reach.js';
import { StillOwed } from '../payout-run/still-owed.js';
import { RunProgress } from '../payout-run/run-progress.js';
import { PayoutRunRepository, type RunRow } from '../payout-run/payout-run.repository.js';
import { BonusLineRepository } from './bonus-line.repository.js';
import { BonusListRepository, type ListRow } from './bonus-list.repository.js';
import { AmountToSign, toLog } from './amount-to-sign.js';
import { listView } from './bonus-list.view.js';
import { signTitle } from './draft-lists.js';
import { listHash } from './list-hash.js';
import { ListChains } from './list-chains.js';
import { ListRoundsRepository } from './list-rounds.repository.js';

export const BONUS_LIST = 'bonus-list';

const NO_FINANCE =
  'Nobody of finance always signs this list, so it is not paid: cancel it, and give its definition a link to a finance role without a condition.';

@Injectable()
export class SubmitBonusList {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly org: OrgCopy,
    private readonly lists: BonusListRepository,
    private readonly lines: BonusLineRepository,
    private readonly rounds: ListRoundsRepository,
    private readonly runs: PayoutRunRepository,
    private readonly cycles: CycleCopyRepository,
    private readonly progress: RunProgress,
    private readonly engine: ApprovalEngine,
    private readonly authority: MoneyAuthority,
    private readonly chains: ListChains,
    private readonly owed: StillOwed,
    private readonly amounts: AmountToSign,
  ) {}

  /**
   * Freezes the list and asks for its signatures; a returned list starts a new round.
   * @throws not-found, forbidden, wrong-state, stale-version, validation, nobody-to-approve, unavailable
   */
  async submit(
    asked: CommandRequest,
    listId: string,
    body: z.infer<typeof SubmitList>,
  ): Promise<z.infer<typeof BonusListView>> {
    const command = await this.authority.confirm(asked, 'payroll.list.submit');
    const { principal } = command;
    const makerId = principal.personId;
    if (makerId === null) throw new DomainError('forbidden', 'A list is submitted by a person, who answers for it.');
    return this.uow.command(command, async (tx) => {
      const list = await this.lists.lock(tx, listId);
      const paths = await this.lists.unitPaths(tx, listId);
      if (!paths.some((unitPath) => may(principal, 'payroll.list.read', { tenantId: tx.tenantId, unitPath }))) {
        throw new DomainError('not-found', 'There is no such bonus list.');
      }
      requireAllUnits(principal, 'payroll.list.submit', paths);
      if (list.version !== body.version) {
        throw new DomainError('stale-version', 'The list was changed meanwhile: look at it again.', {
          field: 'version',
          details: { version: list.version },
        });
      }
      nextBonusList(list.state, 'submit');
      (await this.owed.ask(tx, { listId: list.id })).require();
      const run = await this.runs.lock(tx, list.runId);
      if (!isSignedByFinance(run.chain)) throw new DomainError('nobody-to-approve', NO_FINANCE);
      const { hash, approvalId, facts } = await this.#ask(tx, list, run, makerId);
      await this.lists.submitted(tx, { id: list.id, hash, makerId, approvalId });
      const at = await this.org.now(tx);
      await this.rounds.keep(tx, { listId: list.id, round: list.round + 1, hash, makerId, approvalId, at });
      await this.engine.completeTodo(tx, { subjectKind: 'submit-bonus-list', subjectId: list.id, personId: makerId });
      tx.log({
        subjectKind: BONUS_LIST,
        subjectId: list.id,
        cycleId: list.cycleId,
        action: 'submitted',
        ...actorOf(principal),
        at,
        details: { round: list.round + 1, hash, lines: list.lines, held: list.held, ...toLog(facts) },
      });
      await this.progress.followLists(tx, run.id);
      return listView(await this.lists.find(tx, list.id));
    });
  }

  async #ask(tx: Tx, list: ListRow, run: RunRow, makerId: string) {
    const lines = await this.lines.ofList(tx, list.id);
    const facts = await this.amounts.of(tx, list);
    const cycle = run.cycleId === null ? undefined : await this.cycles.find(tx, run.cycleId);
    const approvalId = await this.engine.open(tx, {
      subjectKind: BONUS_LIST,
      subjectId: list.id,
      title: signTitle(list),
      ownerId: null,
      requesterId: makerId,
      beneficiaryIds: [
        ...new Set([...lines.map((line) => line.personId), ...(await this.lines.authorsOf(tx, list.id))]),
      ],
      unitId: null,
      cycleId: run.cycleId,
      chain: await this.chains.of(tx, list, run, lines),
      facts,
      stepCaps: stepCaps(cycle),
    });
    return { hash: listHash(lines), approvalId, facts };
  }
}
