import { Injectable } from '@nestjs/common';
import { may, requireMay } from '@goalbeat/domain/access/policy';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import { v7 as uuidv7 } from 'uuid';
import { readTable } from '../csv/read-table.js';
import { mayWrite, type ImportMode, type ImportResult } from '../csv/verdicts.js';
import { actorOf } from '../identity/actor.js';
import { lockChanges } from '../organisation/changes.js';
import { tenantNow } from '../tenant/tenant.repository.js';
import { saveUnits, unitsWithNewHead } from '../unit/unit.repository.js';
import { PERSON_COLUMNS_OF_FILE } from './check-person-cells.js';
import { listPeople, savePeople } from './person.repository.js';
import { planPeople } from './plan-people.js';

@Injectable()
export class PersonImportService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: RealClock,
  ) {}

  /**
   * @param text CSV: number,name,unit,job_family,grade,joined[,email,manager,left,roles]
   * @throws validation, unknown-field, too-large for a file that cannot be read; rows that are wrong are in the answer
   */
  import(command: CommandRequest, mode: ImportMode, text: string): Promise<ImportResult> {
    const { principal } = command;
    const tenant = { tenantId: principal.tenantId };
    requireMay(principal, 'directory.people.import', tenant);
    const table = readTable(text, PERSON_COLUMNS_OF_FILE);
    return this.work.command(command, async (tx) => {
      await lockChanges(tx);
      const units = await tx.query<{ id: string; code: string }>('SELECT id, code FROM org_unit');
      const { verdicts, changed } = planPeople(table, {
        people: await listPeople(tx),
        units: new Map(units.map((unit) => [unit.code, unit.id])),
        mayGrantRoles: may(principal, 'directory.roles.write', tenant),
        newId: uuidv7,
      });
      const write = mayWrite(mode, verdicts);
      if (write && changed.length > 0) {
        const at = await tenantNow(tx, this.clock.now());
        await savePeople(tx, changed, at);
        await saveUnits(tx, await unitsWithNewHead(tx));
        tx.log({
          ...actorOf(principal),
          subjectKind: 'organisation',
          subjectId: tx.tenantId,
          action: 'people-imported',
          at,
          details: { rows: verdicts.length, changed: changed.length },
        });
      } else tx.changedNothing();
      return { mode, written: write ? changed.length : 0, rows: verdicts };
    });
  }
}
