import { Injectable } from '@nestjs/common';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import { PayoutRepository } from '../../payout/payout.repository.js';
import { TakeAnswers } from '../../payout/take-answers.js';
import { ApplyFinding, canStillBeSaid, type Case } from '../findings/apply-finding.js';
import { AstrayMessages } from '../webhook/astray-messages.js';
import { type ChangeRow, HandOverChangeRepository } from './hand-over-change.repository.js';
import { HandOverMessageRepository } from '../hand-over-message.repository.js';
import { HandOverTargetRepository } from '../settings/hand-over-target.repository.js';
import { outcomeSaid } from '../findings/judge-finding.js';
import { SaveSetting } from '../settings/save-setting.js';
import { isRejectable } from '../files/sift-results.js';

type Of<K extends ChangeRow['kind']> = Extract<ChangeRow, { kind: K }>;

/** What follows from a second person's yes, in its transaction. */
@Injectable()
export class ConfirmChange {
  constructor(
    private readonly org: OrgCopy,
    private readonly targets: HandOverTargetRepository,
    private readonly saving: SaveSetting,
    private readonly findings: ApplyFinding,
    private readonly messages: HandOverMessageRepository,
    private readonly payouts: PayoutRepository,
    private readonly astray: AstrayMessages,
    private readonly answers: TakeAnswers,
    private readonly changes: HandOverChangeRepository,
  ) {}

  /** Of a finding or a rejection, the payouts of which it can still be said, locked; none of anything else. @throws payouts-stopped */
  async lock(tx: Tx, change: ChangeRow): Promise<Case[]> {
    if (change.kind === 'address') await this.#lockRun(tx, change.runId);
    if (change.kind === 'results') {
      // Payroll may have spoken of some meanwhile, or been handed some again: those are looked at and brought anew.
      const locked = await this.findings.lock(tx, change.payoutIds, 'give-up');
      const still = await this.changes.rejectable(tx, change);
      return locked.filter(({ payout }) => isRejectable(payout.state) && still.has(payout.id));
    }
    if (change.kind !== 'finding') return [];
    const { finding } = change.wanted;
    const cases = await this.findings.lock(tx, change.payoutIds, finding);
    const open = cases.filter((one) => canStillBeSaid(one, finding));
    if (outcomeSaid(finding) === null) return open;
    // What payroll has said meanwhile, also what only contradicts us, whoever asked did not know.
    const still = await this.changes.rejectable(tx, change);
    return open.filter(({ payout }) => still.has(payout.id));
  }

  /** @throws stale-version, copy-behind */
  async apply(tx: Tx, change: ChangeRow, cases: readonly Case[], principal: Principal): Promise<void> {
    switch (change.kind) {
      case 'setting':
        return this.#setting(tx, change, principal);
      case 'address':
        return this.#address(tx, change, principal);
      case 'finding':
        return this.findings.apply(tx, change.wanted.finding, cases, {
          reason: change.reason ?? '',
          principal,
          askedBy: change.askedBy,
        });
      case 'results': {
        const still = new Set(cases.map(({ payout }) => payout.id));
        const answers = change.wanted.answers.filter(({ payoutId }) => still.has(payoutId));
        await this.answers.take(tx, answers, actorOf(principal));
        await this.#leftOut(tx, change, still, principal);
        return;
      }
      // Who asked makes it: shown once, and to nobody before two have agreed.
      case 'secret':
    }
  }

  /** By name: what was asked of them has lapsed, and is brought again where it still holds. */
  async #leftOut(tx: Tx, change: Of<'results'>, still: ReadonlySet<string>, principal: Principal): Promise<void> {
    const at = await this.org.now(tx);
    for (const subjectId of change.payoutIds.filter((id) => !still.has(id))) {
      tx.log({
        subjectKind: 'payout',
        subjectId,
        action: 'rejection-lapsed',
        ...actorOf(principal),
        at,
        details: { changeId: change.id, askedBy: change.askedBy },
      });
    }
  }

  async #setting(tx: Tx, { wanted, askedBy }: Of<'setting'>, principal: Principal): Promise<void> {
    const before = await this.targets.lockSetting(tx);
    const people = await this.org.people(tx, { ids: [askedBy, principal.personId ?? askedBy] });
    const lead = people.find(({ roles }) => roles.some(({ role }) => role === 'finance-lead'));
    if (lead === undefined) throw new DomainError('forbidden', 'One of the two is a finance lead.');
    const next = { ...wanted, version: (before?.version ?? 0) + 1 };
    await this.saving.save(tx, before, next, { leadId: lead.id, askedBy }, principal);
  }

  /** What is on its way this moment follows when its request ends, or is put back. */
  async #address(tx: Tx, { id, runId, wanted, askedBy }: Of<'address'>, principal: Principal): Promise<void> {
    const { url, queryUrl, deduplicates = false } = wanted;
    if (url === null) throw new DomainError('validation', 'A webhook needs an address.', { field: 'url' });
    const at = await this.org.now(tx);
    await this.targets.correct(tx, { runId, url, queryUrl, deduplicates }, { changeId: id, at });
    const inDoubt = await this.astray.ofRun(tx, runId);
    if (queryUrl !== null) await this.messages.askNow(tx, runId);
    tx.log({
      subjectKind: 'payout-run',
      subjectId: runId,
      action: 'address-corrected',
      ...actorOf(principal),
      at,
      details: { url, queryUrl, deduplicates, askedBy, inDoubt },
    });
  }

  /** Payouts before their messages, as whoever answers locks them. */
  async #lockRun(tx: Tx, runId: string): Promise<void> {
    const ids = await this.messages.onTheirWay(tx, runId);
    await this.payouts.lock(tx, ids);
    await this.messages.lock(tx, ids);
  }
}
