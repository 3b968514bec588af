import { Injectable } from '@nestjs/common';
import type {
  BonusLinePage,
  BonusLineView,
  BonusListPage,
  BonusListQuery,
  BonusListView,
  EditLine,
} from '@goalbeat/contracts/payroll/http';
import type { PageQuery } from '@goalbeat/contracts/wire';
import { may, requireMay } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { delegatorsOf } from '@goalbeat/domain/approval/delegation';
import { isFinance } from '@goalbeat/domain/approval/money-chain';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { decodeCursor, pageOfRows } from '@goalbeat/service-kit/http/pages';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import type { z } from 'zod';
import { MoneyAuthority } from '../organisation/money-authority.js';
import { reachOf } from '../organisation/reach.js';
import type { Language } from '@goalbeat/domain/wording/language';
import { BonusLineRepository } from './bonus-line.repository.js';
import { AssetRepository } from '../asset/asset.repository.js';
import { PayoutRunRepository } from '../payout-run/payout-run.repository.js';
import { followsLists } from '../payout-run/run-state.js';
import { BonusListRepository, type ListRow } from './bonus-list.repository.js';
import { lineView, listView } from './bonus-list.view.js';
import { editedLine } from './edited-line.js';

@Injectable()
export class BonusListService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly org: OrgCopy,
    private readonly lists: BonusListRepository,
    private readonly lines: BonusLineRepository,
    private readonly authority: MoneyAuthority,
    private readonly assets: AssetRepository,
    private readonly runs: PayoutRunRepository,
  ) {}

  /** Newest first; of partners for some units, those lists that have their people. */
  list(principal: Principal, query: z.infer<typeof BonusListQuery>): Promise<z.infer<typeof BonusListPage>> {
    const { units } = reachOf(principal, 'payroll.list.read');
    return this.uow.read(principal.tenantId, async (tx) => {
      const rows = await this.lists.list(tx, {
        cycleId: query.cycle ?? null,
        runId: query.run ?? null,
        units,
        after: query.after === undefined ? null : String(decodeCursor(query.after, 1)[0]),
        limit: query.limit,
      });
      return pageOfRows(rows, query.limit, listView, (row) => [row.id]);
    });
  }

  /** @throws not-found, forbidden */
  get(principal: Principal, id: string): Promise<z.infer<typeof BonusListView>> {
    return this.uow.read(principal.tenantId, async (tx) => listView((await this.shown(tx, principal, id)).list));
  }

  /** In the order of employee numbers. @throws not-found, forbidden */
  linesOf(
    principal: Principal,
    listId: string,
    query: z.infer<typeof PageQuery>,
    language: Language,
  ): Promise<z.infer<typeof BonusLinePage>> {
    const cursor = query.after === undefined ? null : decodeCursor(query.after, 2);
    return this.uow.read(principal.tenantId, async (tx) => {
      const { units } = await this.shown(tx, principal, listId);
      const rows = await this.lines.page(tx, {
        listId,
        units,
        after: cursor === null ? null : { number: String(cursor[0]), id: String(cursor[1]) },
        limit: query.limit,
      });
      return pageOfRows(
        rows,
        query.limit,
        (row) => lineView(row, language),
        (row) => [row.personNumber, row.id],
      );
    });
  }

  /**
   * Adjusts, holds or releases one line, with a reason, before the list is submitted.
   * @throws not-found, forbidden, four-eyes, wrong-state, stale-version, money-scale, validation, unavailable
   */
  async edit(
    asked: CommandRequest,
    ids: { listId: string; lineId: string },
    body: z.infer<typeof EditLine>,
    language: Language,
  ): Promise<z.infer<typeof BonusLineView>> {
    const command = await this.authority.confirm(asked, 'payroll.list.edit');
    const { principal } = command;
    return this.uow.command(command, async (tx) => {
      const list = await this.lists.lock(tx, ids.listId);
      const line = await this.lines.lock(tx, list.id, ids.lineId);
      const where = { tenantId: tx.tenantId, unitPath: line.unitPath };
      if (!may(principal, 'payroll.list.read', where))
        throw new DomainError('not-found', 'There is no such line on this list.');
      requireMay(principal, 'payroll.list.edit', where);
      if (principal.personId === line.personId)
        throw new DomainError('four-eyes', 'It is your own line: somebody else has to do this.');
      if (list.state !== 'draft' && list.state !== 'returned') {
        throw new DomainError('wrong-state', 'The list is submitted: its lines stand until it is returned.', {
          details: { state: list.state },
        });
      }
      const run = await this.runs.lock(tx, list.runId);
      if (run.state === 'signed' || !followsLists(run.state)) {
        throw new DomainError(
          'wrong-state',
          'The rest of this run was signed while this list had nothing to pay: say by a correction what a bonus is worth.',
          { details: { run: run.state } },
        );
      }
      if (line.version !== body.version) {
        throw new DomainError('stale-version', 'The line was changed meanwhile: read it again.', {
          field: 'version',
          details: { version: line.version },
        });
      }
      if (body.amount !== undefined) await this.assets.requireDecimals(tx, body.amount, 'amount.amount');
      const handledBy = body.action === 'adjust' ? line.handledBy : principal.personId;
      const changed = await this.lines.edit(tx, { ...editedLine(line, body), handledBy }, principal.personId);
      await this.lists.touch(tx, list.id);
      tx.log({
        subjectKind: 'bonus-list',
        subjectId: list.id,
        cycleId: list.cycleId,
        action: LOGGED[body.action],
        ...actorOf(principal),
        at: await this.org.now(tx),
        reason: body.reason,
        details: { lineId: line.id, from: line.amountMinor, to: changed.amountMinor, currency: line.currency },
      });
      return lineView(changed, language);
    });
  }

  /**
   * A list to whoever may read of its people, and the whole of it to whoever is or was asked to sign it, or stands in for them.
   * @returns with the units of which lines are shown (null: all). @throws not-found
   */
  async shown(tx: Tx, principal: Principal, id: string): Promise<{ list: ListRow; units: readonly string[] | null }> {
    const { units, personId: me } = reachOf(principal, 'payroll.list.read.asked');
    if (units !== null && me !== null) {
      // Money is signed in somebody's stead by people of finance only.
      const ofFinance = principal.roles.some(({ role }) => isFinance(role));
      const standsFor = ofFinance ? delegatorsOf(me, await this.org.delegations(tx, await this.org.now(tx))) : [];
      if (await this.lists.isAsked(tx, id, [me, ...standsFor], { byName: !ofFinance }))
        return { list: await this.lists.find(tx, id), units: null };
    }
    return { list: await this.inReach(tx, id, units), units };
  }

  /** A list that has nobody of these units (null: all) is as unknown to their partner as one that is not there. */
  async inReach(tx: Tx, id: string, units: readonly string[] | null): Promise<ListRow> {
    const row = await this.lists.find(tx, id);
    if (units === null) return row;
    const paths = await this.lists.unitPaths(tx, id);
    if (paths.some((path) => path.some((unit) => units.includes(unit)))) return row;
    throw new DomainError('not-found', 'There is no such bonus list.');
  }
}

const LOGGED = { adjust: 'line-adjusted', hold: 'line-held', release: 'line-released' } as const;
