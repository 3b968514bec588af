import { Injectable } from '@nestjs/common';
import {
  compareRatio,
  divRatio,
  formatRatio,
  mulRatio,
  parseRatioString,
  ratioOf,
  type Ratio,
} from '@goalbeat/domain/exact/ratio';
import { meanCompletion } from '@goalbeat/domain/scoring/completion';
import { rankScores } from '@goalbeat/domain/scoring/rank';
import type { SheetState } from '@goalbeat/domain/sheet/lifecycle';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { Conditions } from '@goalbeat/org-copy/row-scope';

export interface SheetFigure {
  personId: string;
  number: string;
  name: string;
  unitId: string;
  unitName: string;
  state: SheetState;
  completion: string;
}
interface Measured extends SheetFigure {
  ratio: Ratio;
}

const HUNDRED = ratioOf('100');
const percent = (ratio: Ratio): string => formatRatio(mulRatio(ratio, HUNDRED), 2);

/** Figures of one cycle, from exact completions; rounded only where they are shown. */
@Injectable()
export class WeeklyFigures {
  /** `conditions` are about `s` (goal_sheet). */
  async sheets(tx: Tx, conditions: Conditions): Promise<SheetFigure[]> {
    return tx.query<SheetFigure>(
      `SELECT s.person_id AS "personId", COALESCE(p.number, '') AS number, COALESCE(p.name, '') AS name, s.unit_id AS "unitId",
         COALESCE(u.name, '') AS "unitName", s.state, s.completion
       FROM goal_sheet s LEFT JOIN org_person p ON p.tenant_id = s.tenant_id AND p.id = s.person_id
       LEFT JOIN org_unit u ON u.tenant_id = s.tenant_id AND u.id = s.unit_id
       ${conditions.where} ORDER BY number`,
      conditions.values,
    );
  }

  async total(tx: Tx, cycleId: string): Promise<{ people: number; completion: string }> {
    const rows = await tx.query<{ completion: string }>(
      `SELECT completion FROM goal_sheet WHERE cycle_id = $1 AND state <> 'cancelled'`,
      [cycleId],
    );
    return {
      people: rows.length,
      completion: percent(meanCompletion(rows.map((row) => parseRatioString(row.completion)))),
    };
  }
}

/** A unit is the plain mean of its sheets; whoever has not reported counts 0. */
export function unitRows(sheets: readonly SheetFigure[]) {
  const units = Map.groupBy(sheets, (sheet) => sheet.unitId);
  return [...units]
    .map(([unitId, members]) => ({
      unitId,
      name: members[0]?.unitName ?? '',
      people: members.length,
      completion: percent(meanCompletion(members.map((sheet) => parseRatioString(sheet.completion)))),
      confirmed: members.filter((sheet) => sheet.state === 'confirmed').length,
      unreported: members.filter((sheet) => sheet.state === 'unreported').length,
    }))
    .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** 1, 2, 2, 4 on unrounded completion; ties by employee number. */
export function ranking(sheets: readonly SheetFigure[]) {
  const all = sheets.map((sheet): Measured => ({ ...sheet, ratio: parseRatioString(sheet.completion) }));
  const ranks = rankScores(all.map((sheet) => ({ key: keyOf(sheet), score: sheet.ratio })));
  return all
    .map((sheet) => ({
      rank: ranks.get(keyOf(sheet)) ?? 0,
      personId: sheet.personId,
      number: sheet.number,
      name: sheet.name,
      completion: percent(sheet.ratio),
    }))
    .toSorted((a, b) => a.rank - b.rank || (a.number < b.number ? -1 : 1));
}

// A number may be missing in our copy for a moment: the id keeps two such people apart.
const keyOf = (sheet: SheetFigure): string => `${sheet.number} ${sheet.personId}`;

/** Strictly above the threshold (percent), compared unrounded. */
export function above(sheets: readonly SheetFigure[], threshold: string) {
  const limit = divRatio(ratioOf(threshold, 'above'), HUNDRED);
  return sheets
    .map((sheet): Measured => ({ ...sheet, ratio: parseRatioString(sheet.completion) }))
    .filter((sheet) => compareRatio(sheet.ratio, limit) > 0)
    .toSorted((a, b) => compareRatio(b.ratio, a.ratio) || (a.number < b.number ? -1 : 1))
    .map(({ personId, name, ratio }) => ({ personId, name, completion: percent(ratio) }));
}
