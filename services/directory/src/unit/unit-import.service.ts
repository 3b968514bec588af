import { Injectable } from '@nestjs/common';
import { requireMay } from '@goalbeat/domain/access/policy';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import { v7 as uuidv7 } from 'uuid';
import { applyDue } from '../change/apply-due.js';
import { listCalendars } from '../calendar/calendar.repository.js';
import { readTable } from '../csv/read-table.js';
import { mayWrite, refuseRepeatsOfTorn, withTorn, type ImportMode, type ImportResult } from '../csv/verdicts.js';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import { lockChanges } from '../organisation/changes.js';
import { tenantNow } from '../tenant/tenant.repository.js';
import { saysNothing } from '../timeline/person-patch.js';
import { linksFrom } from '../timeline/timeline.repository.js';
import { diffUnit } from '../timeline/unit-patch.js';
import { UNIT_COLUMNS } from './check-unit-cells.js';
import { planUnits } from './plan-units.js';
import { listUnits, saveUnits } from './unit.repository.js';
import { inReadersWords } from '../wording/row-words.js';

@Injectable()
export class UnitImportService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: RealClock,
  ) {}

  /**
   * @param text CSV, or a workbook: code,name,kind[,parent,head,zone,currency,calendar]
   * @throws validation, unknown-field, unsupported-media, too-large for a file that cannot be read; rows that are wrong are in the answer
   */
  async import(command: CommandRequest, mode: ImportMode, text: string): Promise<ImportResult> {
    requireMay(command.principal, 'directory.units.write', { tenantId: command.principal.tenantId });
    const table = await readTable(text, UNIT_COLUMNS);
    refuseRepeatsOfTorn(table, 'code');
    return this.work.command(command, async (tx) => {
      await lockChanges(tx);
      const now = await tenantNow(tx, this.clock.now());
      await applyDue(tx, now);
      const people = await tx.query<{ id: string; number: string }>('SELECT id, number FROM person');
      const units = await listUnits(tx);
      const codes = new Map(units.map((unit) => [unit.id, unit.code]));
      const { later } = await linksFrom(tx, 'unit', now);
      const { verdicts: judged, changed } = planUnits(table.rows, {
        units,
        later: later.map(({ id, to, at }) => ({
          key: codes.get(id) ?? id,
          to: to === null ? null : (codes.get(to) ?? to),
          at,
        })),
        people: new Map(people.map((person) => [person.number, person.id])),
        calendars: new Set((await listCalendars(tx)).map((calendar) => calendar.code)),
        newId: uuidv7,
      });
      const verdicts = withTorn(judged, table.torn, ({ code = '' }) => code);
      const write = mayWrite(mode, verdicts);
      if (write && changed.length > 0) {
        const before = new Map(units.map((unit) => [unit.id, unit]));
        const entries = changed.map((unit) => ({ id: unit.id, patch: diffUnit(before.get(unit.id), unit), from: now }));
        await saveUnits(
          tx,
          entries.filter((entry) => !saysNothing(entry.patch)),
          now,
        );
        tx.log({
          ...actorOf(command.principal),
          subjectKind: 'organisation',
          subjectId: tx.tenantId,
          action: 'units-imported',
          at: now,
          details: { rows: verdicts.length, changed: changed.length },
        });
      } else tx.changedNothing();
      const written = verdicts.filter(({ verdict }) => verdict === 'new' || verdict === 'changed').length;
      return { mode, written: write ? written : 0, rows: inReadersWords(verdicts) };
    });
  }
}
