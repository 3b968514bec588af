import { Injectable } from '@nestjs/common';
import type { CorrectRunAddress, HandOverChangeView } from '@goalbeat/contracts/payroll/hand-over-change-http';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import { bothLanguages } from '@goalbeat/domain/wording/both-languages';
import type { z } from 'zod';
import { PayoutRunRepository } from '../../payout-run/payout-run.repository.js';
import { AskChange } from '../two-people/ask-change.js';
import { HandOverChangeRepository, type WantedSetting } from '../two-people/hand-over-change.repository.js';
import { changeView } from '../two-people/hand-over-change.view.js';
import { HandOverTargetRepository } from './hand-over-target.repository.js';

const EVERYBODY = { ownerIds: [], payoutIds: [] };
const WAY_WORDS: Readonly<Record<WantedSetting['way'], string>> = {
  rabbitmq: bothLanguages('消息队列', 'queue'),
  webhook: bothLanguages('回调', 'webhook'),
  csv: bothLanguages('文件', 'file'),
};

const settingOf = ({ way, url, queryUrl, deduplicates, releaseWithinHours }: WantedSetting): WantedSetting => ({
  way,
  url,
  queryUrl,
  deduplicates,
  releaseWithinHours,
});

/** What a lead wants of where payouts go, put before a second person. Asked anew, the later one counts. */
@Injectable()
export class AskTarget {
  constructor(
    private readonly changes: HandOverChangeRepository,
    private readonly asking: AskChange,
    private readonly targets: HandOverTargetRepository,
    private readonly runs: PayoutRunRepository,
  ) {}

  oneAtATime(tx: Tx): Promise<void> {
    return this.changes.oneAtATime(tx);
  }

  /** The setting became another one without it. */
  async overtaken(tx: Tx, principal: Principal): Promise<void> {
    const open = await this.changes.openOf(tx, 'setting', null);
    if (open !== undefined)
      await this.asking.end(tx, open, 'overtaken', { by: null, reason: null, actor: actorOf(principal) });
  }

  /** @throws nobody-to-approve, copy-behind */
  async setting(
    tx: Tx,
    present: WantedSetting,
    wanted: WantedSetting,
    by: { personId: string; reason: string | null },
    principal: Principal,
  ): Promise<z.infer<typeof HandOverChangeView>> {
    const open = await this.changes.openOf(tx, 'setting', null);
    const isSame =
      open?.askedBy === by.personId &&
      JSON.stringify(sorted(open.wanted)) === JSON.stringify(sorted(settingOf(wanted)));
    if (open !== undefined && isSame) {
      tx.changedNothing();
      return changeView(open, []);
    }
    await this.overtaken(tx, principal);
    const where = wanted.url === null ? WAY_WORDS[wanted.way] : `${WAY_WORDS[wanted.way]} ${wanted.url.slice(0, 120)}`;
    const change = await this.asking.ask(
      tx,
      {
        kind: 'setting',
        present: settingOf(present),
        wanted: settingOf(wanted),
        runId: null,
        payoutIds: null,
        reason: by.reason,
        askedBy: by.personId,
      },
      EVERYBODY,
      `${bothLanguages('请复核：奖金发放改为交给', 'please confirm: payouts go from now on to')} ${where}`,
      principal,
    );
    return changeView(change, []);
  }

  /** @throws not-found, wrong-state, nobody-to-approve, copy-behind */
  async address(
    tx: Tx,
    {
      runId,
      url,
      queryUrl = null,
      deduplicates,
      reason,
    }: Omit<z.infer<typeof CorrectRunAddress>, 'queryUrl'> & {
      queryUrl?: string | null | undefined;
    },
    personId: string,
    principal: Principal,
  ): Promise<z.infer<typeof HandOverChangeView>> {
    const run = await this.runs.find(tx, runId);
    const target = (await this.targets.pinned(tx, [runId])).get(runId);
    if (target?.way !== 'webhook') {
      throw new DomainError('wrong-state', 'Only a signed run that goes by webhook has an address to put right.', {
        field: 'runId',
        details: { way: target?.way ?? null },
      });
    }
    const open = await this.changes.openOf(tx, 'address', runId);
    const wanted = { url, queryUrl, deduplicates };
    const isSame = open?.askedBy === personId && JSON.stringify(sorted(open.wanted)) === JSON.stringify(sorted(wanted));
    if (open !== undefined && isSame) {
      tx.changedNothing();
      return changeView(open, []);
    }
    if (open !== undefined)
      await this.asking.end(tx, open, 'overtaken', { by: null, reason: null, actor: actorOf(principal) });
    const change = await this.asking.ask(
      tx,
      {
        kind: 'address',
        present: { url: target.url, queryUrl: target.queryUrl, deduplicates: target.deduplicates },
        wanted,
        runId,
        payoutIds: null,
        reason,
        askedBy: personId,
      },
      EVERYBODY,
      `${bothLanguages('请复核：发放改为送达', 'please confirm: payouts go to')} ${url.slice(0, 120)}：${run.period} ${run.currency}`,
      principal,
    );
    return changeView(change, []);
  }
}

/** As the database gives it back: its own order of names. */
const sorted = (value: object): unknown => Object.entries(value).toSorted(([a], [b]) => a.localeCompare(b));
