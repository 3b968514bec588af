import { Injectable } from '@nestjs/common';
import type { LastSheetView, SheetQuery } from '@goalbeat/contracts/goals/sheet-http';
import type { Principal } from '@goalbeat/domain/access/roles';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { decodeCursor, pageOfRows, type Page } from '@goalbeat/service-kit/http/pages';
import type { z } from 'zod';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import { addScope, Conditions } from '@goalbeat/org-copy/row-scope';
import { GoalSheetRepository, type SheetRow } from './goal-sheet.repository.js';
import { elapsedAt } from './goal-pace.js';
import { GoalDues } from './goal-dues.reader.js';
import { sheetView, type SheetAnswer } from './goal-sheet.view.js';
import { percentOf } from '@goalbeat/domain/exact/percent-of';
import { SheetAccess } from './sheet-access.js';

@Injectable()
export class SheetReader {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly sheets: GoalSheetRepository,
    private readonly access: SheetAccess,
    private readonly dues: GoalDues,
    private readonly org: OrgCopy,
  ) {}

  /** Own sheets, those of one's tree, of one's units, or all: as the policy says. */
  list(principal: Principal, query: z.infer<typeof SheetQuery>): Promise<Page<SheetAnswer>> {
    const conditions = addScope(new Conditions(), principal, 'goals.sheet.read', {
      person: 's.person_id',
      unit: 's.unit_id',
    });
    conditions.equals('s.cycle_id', query.cycle, '::uuid');
    conditions.equals('s.person_id', query.person, '::uuid');
    conditions.equals('s.state', query.state);
    if (query.mine !== undefined) conditions.add(`s.person_id = ${conditions.param(principal.personId)}::uuid`);
    if (query.unit !== undefined) {
      conditions.add(
        `s.unit_id IN (SELECT u.id FROM org_unit u WHERE ${conditions.param(query.unit)}::uuid = ANY(u.path))`,
      );
    }
    if (query.after !== undefined) {
      conditions.add(`s.id > ${conditions.param(String(decodeCursor(query.after, 1)[0]))}::uuid`);
    }
    return this.uow.read(principal.tenantId, async (tx) => {
      const rows = await this.sheets.page(tx, conditions, query.limit + 1);
      const parts = await this.#parts(tx, rows.slice(0, query.limit));
      return pageOfRows(
        rows,
        query.limit,
        (row) => sheetView(row, parts),
        (row) => [row.id],
      );
    });
  }

  /** @throws not-found, forbidden */
  one(principal: Principal, id: string): Promise<SheetAnswer> {
    return this.uow.read(principal.tenantId, async (tx) => {
      const sheet = await this.sheets.one(tx, id);
      await this.access.requireRead(tx, principal, 'goals.sheet.read', sheet);
      return this.#view(tx, sheet);
    });
  }

  /** What was agreed last with whom the sheet belongs to. @throws not-found, forbidden */
  last(principal: Principal, id: string): Promise<z.infer<typeof LastSheetView>> {
    return this.uow.read(principal.tenantId, async (tx) => {
      const sheet = await this.sheets.one(tx, id);
      await this.access.requireRead(tx, principal, 'goals.sheet.read', sheet);
      const last = await this.sheets.last(tx, sheet);
      if (last === undefined) return { period: null, goals: [] };
      const goals = await this.sheets.goals(tx, [last.id]);
      return {
        period: last.period,
        goals: goals.map(({ code, title, target, unit, weight, actual, attainment }) => ({
          code,
          title,
          target,
          unit,
          weight,
          actual,
          attainment: percentOf(attainment),
        })),
      };
    });
  }

  /** The sheet as this transaction has left it. */
  async after(tx: Tx, id: string): Promise<SheetAnswer> {
    return this.#view(tx, await this.sheets.one(tx, id));
  }

  async #view(tx: Tx, sheet: SheetRow): Promise<SheetAnswer> {
    return sheetView(sheet, await this.#parts(tx, [sheet]));
  }

  async #parts(tx: Tx, sheets: readonly SheetRow[]) {
    const ids = sheets.map((sheet) => sheet.id);
    const goals = await this.sheets.goals(tx, ids);
    const [evidence, feedback, dues, now] = await Promise.all([
      this.sheets.evidence(tx, ids),
      this.sheets.feedback(tx, ids),
      this.dues.of(tx, sheets),
      this.org.now(tx),
    ]);
    return { goals, evidence, feedback, dues, now, elapsed: elapsedAt(now) };
  }
}
