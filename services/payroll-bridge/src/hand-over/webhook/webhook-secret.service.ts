import { Injectable } from '@nestjs/common';
import type { HandOverChangeView } from '@goalbeat/contracts/payroll/hand-over-change-http';
import type { HandOverSecret } from '@goalbeat/contracts/payroll/hand-over-http';
import type { Principal } from '@goalbeat/domain/access/roles';
import { bothLanguages } from '@goalbeat/domain/wording/both-languages';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import type { z } from 'zod';
import { AskChange } from '../two-people/ask-change.js';
import { HandOverAuthority } from '../two-people/hand-over-authority.js';
import { type ChangeRow, HandOverChangeRepository } from '../two-people/hand-over-change.repository.js';
import { changeView } from '../two-people/hand-over-change.view.js';
import { HandOverTargetRepository } from '../settings/hand-over-target.repository.js';
import { WebhookSecrets } from './webhook-secrets.js';

type Made = z.infer<typeof HandOverSecret>;
type ChangeView = z.infer<typeof HandOverChangeView>;

/** How long two people's yes to a new secret holds, by the company's clock. */
const GRANTED_MS = 24 * 3_600_000;
const TITLE = bothLanguages('请复核：生成新的推送密钥', 'please confirm: a new webhook secret');

/** By what payroll knows that a payout is ours. */
@Injectable()
export class WebhookSecretService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly org: OrgCopy,
    private readonly authority: HandOverAuthority,
    private readonly targets: HandOverTargetRepository,
    private readonly secrets: WebhookSecrets,
    private readonly changes: HandOverChangeRepository,
    private readonly asking: AskChange,
  ) {}

  /**
   * The first one a lead makes at once. Another one is asked of a second person, as another address is: whoever has it can send payroll
   * what looks like ours. Once confirmed, who asked makes it by the same call within a day. It is in this answer only; the one before
   * signs beside it for a day.
   * @throws step-up-required, forbidden, four-eyes, nobody-to-approve, copy-behind, wrong-state (the installation has no key)
   */
  async make(asked: CommandRequest): Promise<{ made: Made; change: null } | { made: null; change: ChangeView }> {
    const command = await this.authority.confirm(asked);
    // A stored answer would keep the secret readable in the database: this command is never repeated from store.
    return this.uow.command({ ...command, idempotencyKey: null }, async (tx) => {
      await this.changes.oneAtATime(tx);
      const { principal } = command;
      const personId = await this.authority.lead(tx, principal);
      const isFirst = (await this.targets.secret(tx)) === undefined;
      const granted = isFirst ? null : await this.#granted(tx, personId);
      if (!isFirst && granted === null) return { made: null, change: await this.#ask(tx, personId, principal) };
      const { secret, row } = await this.secrets.replace(tx, { changeId: granted?.id ?? null, madeBy: personId });
      tx.log({
        subjectKind: 'hand-over',
        subjectId: tx.tenantId,
        action: 'secret-made',
        ...actorOf(principal),
        at: await this.org.now(tx),
        details: { previousSecretUntil: row.previousUntil, confirmedBy: granted?.decidedBy ?? null },
      });
      return { made: { secret, previousSecretUntil: row.previousUntil }, change: null };
    });
  }

  async #granted(tx: Tx, personId: string): Promise<ChangeRow | null> {
    const last = await this.changes.secretGranted(tx);
    if (last?.askedBy !== personId || last.decidedAt === null) return null;
    const since = Date.parse(await this.org.now(tx)) - new Date(last.decidedAt).getTime();
    return since <= GRANTED_MS ? last : null;
  }

  /** Asked anew, the later one counts. */
  async #ask(tx: Tx, personId: string, principal: Principal): Promise<ChangeView> {
    const open = await this.changes.openOf(tx, 'secret', null);
    if (open?.askedBy === personId) {
      tx.changedNothing();
      return changeView(open, []);
    }
    if (open !== undefined)
      await this.asking.end(tx, open, 'overtaken', { by: null, reason: null, actor: actorOf(principal) });
    const change = await this.asking.ask(
      tx,
      { kind: 'secret', present: {}, wanted: {}, runId: null, payoutIds: null, reason: null, askedBy: personId },
      { ownerIds: [], payoutIds: [] },
      TITLE,
      principal,
    );
    return changeView(change, []);
  }
}
