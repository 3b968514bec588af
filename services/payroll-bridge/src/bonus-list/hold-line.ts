import { Injectable } from '@nestjs/common';
import type { BonusLineView, CancelLine, HoldLine } from '@goalbeat/contracts/payroll/http';
import { may } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import type { LockedRound } from '@goalbeat/approvals/renewals';
import { ApprovalEngine } from '@goalbeat/approvals/approval-engine';
import { effectiveAssignee } from '@goalbeat/domain/approval/delegation';
import { isFinance } from '@goalbeat/domain/approval/money-chain';
import { nextLine } from '@goalbeat/domain/bonus-list/lifecycle';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { Language } from '@goalbeat/domain/wording/language';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import type { z } from 'zod';
import { least } from '../correction/least.js';
import { SetOffs } from '../correction/set-offs.js';
import { LedgerRepository } from '../ledger/ledger.repository.js';
import { MoneyAuthority } from '../organisation/money-authority.js';
import { giveUpPostings } from '../payout-run/postings.js';
import { BonusLineRepository, leftOf, type LineRow } from './bonus-line.repository.js';
import { BonusListRepository, type ListRow } from './bonus-list.repository.js';
import { AmountToSign, toLog } from './amount-to-sign.js';
import { lineView } from './bonus-list.view.js';
import { signTitle } from './draft-lists.js';
import { LineNotices } from './line-notices.js';
import { listHash } from './list-hash.js';

interface Ids {
  listId: string;
  lineId: string;
}

/** What whoever signs may do with single lines: take them out of what is signed, put them back, and give up what is held. */
@Injectable()
export class HoldLineService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly org: OrgCopy,
    private readonly lists: BonusListRepository,
    private readonly lines: BonusLineRepository,
    private readonly ledger: LedgerRepository,
    private readonly setOffs: SetOffs,
    private readonly authority: MoneyAuthority,
    private readonly engine: ApprovalEngine,
    private readonly amounts: AmountToSign,
    private readonly notices: LineNotices,
  ) {}

  /**
   * Holds a line of a submitted list, or puts it back as long as nobody has signed. Hash, title and amount follow; signatures
   * given stay valid, since nothing is added to what they signed, and whoever looked before a line came back looks again.
   * @throws not-found, forbidden (not asked to sign), four-eyes, wrong-state, stale-version, unavailable
   */
  async hold(
    asked: CommandRequest,
    ids: Ids,
    body: z.infer<typeof HoldLine>,
    language: Language,
  ): Promise<z.infer<typeof BonusLineView>> {
    const command = await this.authority.confirm(asked, 'payroll.list.hold');
    return this.uow.command(command, async (tx) => {
      // First, as each signature does: it is before or after this, never in between.
      const approvalId = await this.lists.approvalOf(tx, ids.listId);
      const round = approvalId === null ? null : await this.engine.lock(tx, approvalId);
      const { list, line, personId } = await this.#lock(tx, command.principal, ids, body.version);
      if (list.state !== 'submitted' || round === null) {
        throw new DomainError('wrong-state', 'Lines are held here while the list waits for signatures.', {
          details: { state: list.state },
        });
      }
      if (list.approvalId !== approvalId)
        throw new DomainError('stale-version', 'The list was submitted again meanwhile: look at it again.');
      await this.#requireAsked(tx, list, round, command.principal);
      const { signatures } = round;
      if (!body.held) requireUnsigned(list, line, signatures);
      const changed = await this.lines.hold(tx, {
        id: line.id,
        state: nextLine(line.state, body.held ? 'hold' : 'release'),
        heldReason: body.held ? body.reason : null,
        handledBy: personId,
        heldRound: body.held ? list.round : null,
        heldSignatures: body.held ? signatures : null,
      });
      const hash = listHash(await this.lines.ofList(tx, list.id));
      await this.lists.rehashed(tx, list.id, hash);
      const facts = await this.#renew(tx, list.id, round, !body.held);
      await this.#log(tx, command.principal, list, line, {
        action: body.held ? 'line-held' : 'line-released',
        reason: body.reason,
        details: { round: list.round, hash, ...toLog(facts) },
      });
      return lineView(changed, language);
    });
  }

  /**
   * A held line of a signed list is given up: its money goes back in the books to where it came from.
   * @throws not-found, forbidden, four-eyes, wrong-state (not held, or going on in another list), stale-version, unavailable
   */
  async cancel(
    asked: CommandRequest,
    ids: Ids,
    body: z.infer<typeof CancelLine>,
    language: Language,
  ): Promise<z.infer<typeof BonusLineView>> {
    const command = await this.authority.confirm(asked, 'payroll.list.hold');
    return this.uow.command(command, async (tx) => {
      const { list, line, personId } = await this.#lock(tx, command.principal, ids, body.version);
      if (!may(command.principal, 'payroll.list.hold', { tenantId: tx.tenantId, unitPath: line.unitPath }))
        throw new DomainError('forbidden', 'What was held and signed is given up by finance.');
      const posted = list.state === 'handed-over' || list.state === 'settled';
      if (!posted || line.state !== 'held') {
        throw new DomainError('wrong-state', 'Only a held line of a list that was signed and posted is given up.', {
          details: { list: list.state, line: line.state },
        });
      }
      requireNoneUnderWay(line, (await this.lines.goingOn(tx, [line.id])).get(line.id));
      const at = await this.org.now(tx);
      const short = await this.setOffs.shortOf(tx, line.claimId);
      await this.ledger.post(tx, at, giveUpPostings(line, short));
      const changed = await this.lines.hold(tx, {
        ...line,
        state: nextLine(line.state, 'reverse'),
        heldReason: body.reason,
        handledBy: personId,
      });
      await this.lists.touch(tx, list.id);
      // What is left of a part is held still, in the line above.
      if (line.releases === null) {
        const minor = leftOf(line) - least(short, leftOf(line));
        await this.notices.givenUp(tx, list, line, { at, reason: body.reason, minor });
      }
      await this.#log(tx, command.principal, list, line, {
        action: 'line-cancelled',
        reason: body.reason,
        details: { left: leftOf(line).toString() },
      });
      return lineView(changed, language);
    });
  }

  async #lock(
    tx: Tx,
    principal: Principal,
    ids: Ids,
    version: number,
  ): Promise<{ list: ListRow; line: LineRow; personId: string }> {
    const list = await this.lists.lock(tx, ids.listId);
    const line = await this.lines.lock(tx, list.id, ids.lineId);
    const where = { tenantId: tx.tenantId, unitPath: line.unitPath };
    const { personId } = principal;
    if (personId === null) throw new DomainError('forbidden', 'Money is decided by people.');
    const sees = may(principal, 'payroll.list.read', where);
    if (!sees || !may(principal, 'payroll.list.hold', where)) {
      // The final decider, and whoever else signs besides finance.
      const byName = !principal.roles.some(({ role }) => isFinance(role));
      const isAsked = await this.lists.isAsked(tx, list.id, [personId], { byName });
      if (!isAsked && !sees) throw new DomainError('not-found', 'There is no such line on this list.');
      if (!isAsked) throw new DomainError('forbidden', 'Lines are held by whoever signs the list.');
    }
    if (personId === line.personId || personId === list.makerId)
      throw new DomainError('four-eyes', 'It is yours, or you made the list: somebody else has to do this.');
    if (line.version !== version) {
      throw new DomainError('stale-version', 'The line was changed meanwhile: read it again.', {
        field: 'version',
        details: { version: line.version },
      });
    }
    return { list, line, personId };
  }

  /** Desk, title and limits go by what there is to sign now. */
  async #renew(tx: Tx, listId: string, round: LockedRound, added: boolean) {
    const now = await this.lists.find(tx, listId);
    const facts = await this.amounts.of(tx, now);
    await this.engine.renew(tx, round, { title: signTitle(now), facts, added });
    return facts;
  }

  /** Theirs is the open task; or, being of finance themselves, that of somebody who delegates to them now. */
  async #requireAsked(tx: Tx, list: ListRow, { askedIds }: LockedRound, { personId, roles }: Principal): Promise<void> {
    const now = await this.org.now(tx);
    const delegations = await this.org.delegations(tx, now);
    const refused = new Set([
      ...(await this.lines.peopleOf(tx, list.id)),
      ...(await this.lines.authorsOf(tx, list.id)),
      ...(list.makerId === null ? [] : [list.makerId]),
    ]);
    if (personId !== null && refused.has(personId))
      throw new DomainError('four-eyes', 'Your own money is on the list, or you had a part in it.');
    const inStead = (one: string): boolean =>
      roles.some(({ role }) => isFinance(role)) &&
      effectiveAssignee(one, delegations, now, 'bonus-list', refused).personId === personId;
    const mayAct = askedIds.some((one) => one === personId || inStead(one));
    if (!mayAct) throw new DomainError('forbidden', 'Lines are held by whoever is asked to sign the list now.');
  }

  async #log(
    tx: Tx,
    principal: Principal,
    list: ListRow,
    line: LineRow,
    what: { action: string; reason: string; details: Record<string, unknown> },
  ): Promise<void> {
    tx.log({
      subjectKind: 'bonus-list',
      subjectId: list.id,
      cycleId: list.cycleId,
      ...actorOf(principal),
      at: await this.org.now(tx),
      ...what,
      details: { ...what.details, lineId: line.id, amount: line.amountMinor, currency: line.currency },
    });
  }
}

/** What comes back from another list has to find a line that is held. */
function requireNoneUnderWay(line: LineRow, goingOn: { underWay: boolean; heldAgain: boolean } | undefined): void {
  if (goingOn === undefined) return;
  if (goingOn.heldAgain)
    throw new DomainError(
      'wrong-state',
      'A part of the line is held on a list of its own: give up what is left of it there first.',
    );
  if (goingOn.underWay || leftOf(line) === 0n)
    throw new DomainError('wrong-state', 'The line goes on in another list: decide there.');
}

/** Nothing is added to what HR submitted, nor once anybody has signed. */
function requireUnsigned(list: ListRow, line: LineRow, signatures: number): void {
  if (line.state !== 'held') return;
  if (line.heldRound === list.round && signatures === 0) return;
  throw new DomainError(
    'wrong-state',
    line.heldRound === list.round
      ? 'Somebody has signed the list, so nothing is added to it: release the line on a list of its own afterwards.'
      : 'HR submitted the line as held: return the list, or release it on a list of its own afterwards.',
    { details: { heldRound: line.heldRound, round: list.round } },
  );
}
