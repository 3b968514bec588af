import { Injectable } from '@nestjs/common';
import type { ReleaseHeldLines, RunView } from '@goalbeat/contracts/payroll/http';
import { may } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { formatMoney, parseMoney } from '@goalbeat/domain/money/money';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { AssetRepository } from '../asset/asset.repository.js';
import { BonusLineRepository, leftOf, type LineRow, type NewLine } from '../bonus-list/bonus-line.repository.js';
import { least } from '../correction/least.js';
import { SetOffs } from '../correction/set-offs.js';
import { LedgerRepository } from '../ledger/ledger.repository.js';
import { MoneyAuthority } from '../organisation/money-authority.js';
import { requireAllUnits } from '../organisation/reach.js';
import type { StoredStep } from '../wording/explain-words.js';
import { continuing } from './continuing.js';
import { OffCycleRuns } from './off-cycle-runs.js';
import { PayoutRunService } from './payout-run.service.js';
import { heldDownPosting } from './postings.js';

type Body = z.infer<typeof ReleaseHeldLines>;

/** Held lines of signed lists go on: a run of its own, with its own list and signatures. */
@Injectable()
export class ReleaseHeldService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly org: OrgCopy,
    private readonly lines: BonusLineRepository,
    private readonly offCycle: OffCycleRuns,
    private readonly views: PayoutRunService,
    private readonly authority: MoneyAuthority,
    private readonly setOffs: SetOffs,
    private readonly assets: AssetRepository,
    private readonly ledger: LedgerRepository,
  ) {}

  /**
   * What was signed goes on, whole or in parts, and never more than it is worth: the rest of a part stays held. What a correction took off
   * a line that goes on whole is taken off for good.
   * @throws not-found, forbidden, four-eyes (one's own line), wrong-state (not held, or nothing in it), duplicate (all of it goes on),
   * validation (two currencies, more than is held), money-scale, unavailable
   */
  async release(asked: CommandRequest, body: Body): Promise<z.infer<typeof RunView>> {
    const command = await this.authority.confirm(asked, 'payroll.off-cycle.write');
    const { principal } = command;
    return this.uow.command(command, async (tx) => {
      const held = await this.#held(tx, principal, body);
      const off = await this.#takenOff(tx, held, body);
      const parts = await this.#parts(tx, held, off, body);
      await this.ledger.post(
        tx,
        await this.org.now(tx),
        held.flatMap((line) => {
          const minor = off.get(line.id)?.minor;
          return minor === undefined ? [] : [heldDownPosting(line, uuidv7(), minor)];
        }),
      );
      const run = await this.offCycle.open(tx, {
        principal,
        originIds: held.map((line) => line.runId),
        reason: body.reason,
        action: 'held-lines-released',
        details: { lines: held.map((line) => line.id), ...told('parts', parts), ...told('takenOff', off) },
        lines: (opened) =>
          held.map((line) => ({
            ...continuing(line, opened),
            ...goingOn(line, off.get(line.id)?.minor ?? 0n, parts.get(line.id)),
            id: uuidv7(),
            cause: 'released' as const,
            releases: line.id,
          })),
      });
      return this.views.view(tx, run);
    });
  }

  async #held(tx: Tx, principal: Principal, body: Body): Promise<LineRow[]> {
    const ids = [...new Set(body.lineIds)];
    const known = (await this.lines.ofIds(tx, ids)).filter((line) =>
      may(principal, 'payroll.list.read', { tenantId: tx.tenantId, unitPath: line.unitPath }),
    );
    const found = new Set(known.map((line) => line.id));
    const field = (id: string): string => `lineIds.${body.lineIds.indexOf(id)}`;
    const missing = ids.find((id) => !found.has(id));
    if (missing !== undefined) throw new DomainError('not-found', 'There is no such line.', { field: field(missing) });
    requireAllUnits(
      principal,
      'payroll.off-cycle.write',
      known.map((line) => line.unitPath),
    );
    const own = known.find((line) => line.personId === principal.personId);
    if (own !== undefined)
      throw new DomainError('four-eyes', 'It is your own line: somebody else has to do this.', {
        field: field(own.id),
      });
    const held = await this.lines.lockHeld(tx, ids);
    // 0.00 that keeps something back pays off what it keeps back.
    const keeping = await this.setOffs.keeping(
      tx,
      held.map((line) => line.claimId),
    );
    const isEmpty = (line: LineRow): boolean => line.amountMinor === '0' && !keeping.has(line.claimId);
    const other = known.find((line) => isEmpty(line) || !held.some((one) => one.id === line.id));
    if (other !== undefined) {
      throw new DomainError(
        'wrong-state',
        'Only a held line of a signed list, with an amount, goes on in another one.',
        {
          field: field(other.id),
          details: { state: other.state },
        },
      );
    }
    const goesOn = await this.lines.goingOn(tx, ids);
    const again = held.find((line) => goesOn.has(line.id) && leftOf(line) === 0n);
    if (again !== undefined)
      throw new DomainError('duplicate', 'This line goes on in another list already.', { field: field(again.id) });
    const foreign = held.find((line) => line.currency !== held[0]?.currency);
    if (foreign !== undefined)
      throw new DomainError('validation', 'A run has one currency.', { field: field(foreign.id) });
    return held;
  }

  /**
   * Line → what corrections left no money for: taken off now, once and for ever, unless only a part of what is left goes on.
   * @throws wrong-state when nothing is left of one
   */
  async #takenOff(tx: Tx, held: readonly LineRow[], { lineIds }: Body): Promise<Map<string, TakenOff>> {
    const shorts = await this.setOffs.shortsOf(
      tx,
      held.map((line) => line.claimId),
    );
    const off = new Map<string, TakenOff>();
    for (const line of held) {
      const short = shorts.get(line.claimId) ?? 0n;
      const minor = least(short, leftOf(line));
      if (minor === 0n) continue;
      if (minor === leftOf(line)) {
        throw new DomainError('wrong-state', 'A correction has left nothing of this line: give it up instead.', {
          field: `lineIds.${lineIds.indexOf(line.id)}`,
        });
      }
      // Two lines about the same money do not both take it off.
      shorts.set(line.claimId, short - minor);
      off.set(line.id, { minor });
    }
    return off;
  }

  /** Line → what of it goes on now, where that is not all that is left. */
  async #parts(
    tx: Tx,
    held: readonly LineRow[],
    off: Map<string, TakenOff>,
    { parts = [] }: Body,
  ): Promise<Map<string, Part>> {
    const found = new Map<string, Part>();
    const named = new Set<string>();
    for (const [at, { lineId, amount, rest }] of parts.entries()) {
      const field = `parts.${at}`;
      const line = held.find((one) => one.id === lineId);
      if (line === undefined || named.has(lineId))
        throw new DomainError('validation', 'Name each part once, of a line that goes on.', {
          field: `${field}.lineId`,
        });
      if (amount.currency !== line.currency)
        throw new DomainError('validation', `The line is in ${line.currency}.`, { field: `${field}.amount.currency` });
      const { minor } = parseMoney(amount, `${field}.amount`);
      await this.assets.requireDecimals(tx, amount, `${field}.amount.amount`);
      const most = leftOf(line) - (off.get(lineId)?.minor ?? 0n);
      if (minor <= 0n || minor > most) {
        const left = formatMoney({ minor: most, currency: line.currency });
        throw new DomainError('validation', `A part is above 0 and at most ${left.amount} ${left.currency}.`, {
          field: `${field}.amount.amount`,
          details: { left: left.amount },
        });
      }
      named.add(lineId);
      if (minor === most) continue;
      found.set(lineId, { minor, rest });
      // The rest waits with its correction, which may be taken back.
      off.delete(lineId);
    }
    return found;
  }
}

interface TakenOff {
  /** Minor units. */
  minor: bigint;
}

interface Part {
  /** Minor units; less than is left. */
  minor: bigint;
  /** Why what is left stays held. */
  rest: string;
}

/** How much of a held line goes on; the explanation says what was taken off it, what went on before and what stays. */
function goingOn(
  line: LineRow,
  off: bigint,
  part: Part | undefined,
): Pick<NewLine, 'amountMinor' | 'explain' | 'restReason'> {
  const text = (of: bigint): string => formatMoney({ minor: of, currency: line.currency }).amount;
  const before = BigInt(line.goneOnMinor);
  const allOff = BigInt(line.takenOffMinor) + off;
  const worth = BigInt(line.amountMinor) - allOff;
  const minor = part?.minor ?? worth - before;
  const steps: StoredStep[] = [
    ...(allOff === 0n ? [] : [{ code: 'taken-off', values: { setOff: text(allOff) }, result: text(worth) }]),
    ...(minor === worth
      ? []
      : [
          {
            code: 'part',
            values: { held: text(worth), before: text(before), rest: text(worth - before - minor) },
            result: text(minor),
          },
        ]),
  ];
  return { amountMinor: minor.toString(), explain: [...line.explain, ...steps], restReason: part?.rest ?? null };
}

const told = (name: 'parts' | 'takenOff', of: ReadonlyMap<string, TakenOff | Part>) =>
  of.size === 0
    ? {}
    : { [name]: [...of].map(([lineId, { minor, ...more }]) => ({ lineId, minor: minor.toString(), ...more })) };
