import { Injectable } from '@nestjs/common';
import type { BonusLineView, CancelLine, HoldLine } from '@goalbeat/contracts/payroll/http';
import { may, requireMay } from '@goalbeat/domain/access/policy';
import type { Action } from '@goalbeat/domain/access/actions';
import type { Principal } from '@goalbeat/domain/access/roles';
import { effectiveAssignee } from '@goalbeat/domain/approval/delegation';
import { nextLine } from '@goalbeat/domain/bonus-list/lifecycle';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { Language } from '@goalbeat/domain/wording/language';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import type { z } from 'zod';
import { SetOffs } from '../correction/set-offs.js';
import { LedgerRepository } from '../ledger/ledger.repository.js';
import { MoneyAuthority } from '../organisation/money-authority.js';
import { giveUpPostings } from '../payout-run/postings.js';
import { BonusLineRepository, leftOf, type LineRow } from './bonus-line.repository.js';
import { BonusListRepository, type ListRow } from './bonus-list.repository.js';
import { lineView } from './bonus-list.view.js';
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
  ) {}

  /**
   * Holds a line of a submitted list, or puts it back as long as nobody has signed since. The list's hash follows; signatures
   * given stay valid, since nothing is added to what they signed.
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
      const { list, line, personId } = await this.#lock(tx, command.principal, ids, 'payroll.list.hold', body.version);
      if (list.state !== 'submitted' || list.approvalId === null) {
        throw new DomainError('wrong-state', 'Lines are held here while the list waits for signatures.', {
          details: { state: list.state },
        });
      }
      await this.#requireAsked(tx, list, personId);
      const signatures = await this.lists.signatures(tx, list.approvalId);
      if (!body.held) requireOwnRound(list, line, signatures);
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
      await this.#log(tx, command.principal, list, line, {
        action: body.held ? 'line-held' : 'line-released',
        reason: body.reason,
        details: { round: list.round, hash },
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
      const { list, line, personId } = await this.#lock(tx, command.principal, ids, 'payroll.list.hold', body.version);
      const posted = list.state === 'handed-over' || list.state === 'settled';
      if (!posted || line.state !== 'held') {
        throw new DomainError('wrong-state', 'Only a held line of a list that was signed and posted is given up.', {
          details: { list: list.state, line: line.state },
        });
      }
      const goingOn = (await this.lines.goingOn(tx, [line.id])).get(line.id);
      // What comes back from another list has to find a line that is held.
      if (goingOn !== undefined && (goingOn.underWay || leftOf(line) === 0n || line.cause === 'released'))
        throw new DomainError('wrong-state', 'The line goes on in another list: decide there.');
      const at = await this.org.now(tx);
      await this.ledger.post(tx, at, giveUpPostings(line, await this.setOffs.shortOf(tx, line.claimId)));
      const changed = await this.lines.hold(tx, {
        ...line,
        state: nextLine(line.state, 'reverse'),
        heldReason: body.reason,
        handledBy: personId,
      });
      await this.lists.touch(tx, list.id);
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
    action: Action,
    version: number,
  ): Promise<{ list: ListRow; line: LineRow; personId: string }> {
    const list = await this.lists.lock(tx, ids.listId);
    const line = await this.lines.lock(tx, list.id, ids.lineId);
    const where = { tenantId: tx.tenantId, unitPath: line.unitPath };
    if (!may(principal, 'payroll.list.read', where))
      throw new DomainError('not-found', 'There is no such line on this list.');
    requireMay(principal, action, where);
    const { personId } = principal;
    if (personId === null) throw new DomainError('forbidden', 'Money is decided by people.');
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

  /** Theirs is the open task, or that of somebody who delegates to them now. */
  async #requireAsked(tx: Tx, list: ListRow, personId: string): Promise<void> {
    const now = await this.org.now(tx);
    const delegations = await this.org.delegations(tx, now);
    const refused = new Set([
      ...(await this.lines.peopleOf(tx, list.id)),
      ...(await this.lines.authorsOf(tx, list.id)),
      ...(list.makerId === null ? [] : [list.makerId]),
    ]);
    const asked = await this.lists.asked(tx, list.approvalId ?? '');
    const mayAct = asked.some(
      (one) =>
        one === personId || effectiveAssignee(one, delegations, now, 'bonus-list', refused).personId === personId,
    );
    if (refused.has(personId))
      throw new DomainError('four-eyes', 'Your own money is on the list, or you had a part in it.');
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

/** Nothing is added to what HR submitted, nor to what somebody has signed since. */
function requireOwnRound(list: ListRow, line: LineRow, signatures: number): void {
  if (line.state !== 'held') return;
  if (line.heldRound === list.round && line.heldSignatures === signatures) return;
  throw new DomainError(
    'wrong-state',
    line.heldRound === list.round
      ? 'Somebody has signed the list without this line: release it on a list of its own afterwards.'
      : 'HR submitted the line as held: return the list, or release it on a list of its own afterwards.',
    { details: { heldRound: line.heldRound, round: list.round } },
  );
}
