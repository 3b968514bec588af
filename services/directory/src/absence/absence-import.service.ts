import { Injectable } from '@nestjs/common';
import { requireMay } from '@goalbeat/domain/access/policy';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import { v7 as uuidv7 } from 'uuid';
import { readTable } from '../csv/read-table.js';
import { mayWrite, withTorn, type ImportMode, type ImportResult } from '../csv/verdicts.js';
import { inParts, lockChanges, takeNumbers } from '../organisation/changes.js';
import { listPeople } from '../person/person.repository.js';
import { tenantNow } from '../tenant/tenant.repository.js';
import { absencesOf, saveAbsences, type AbsenceRow } from './absence.repository.js';
import { ABSENCE_COLUMNS_OF_FILE, planAbsences, type PlannedAbsence } from './plan-absences.js';
import { inReadersWords } from '../wording/row-words.js';

@Injectable()
export class AbsenceImportService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: RealClock,
  ) {}

  /**
   * @param text CSV, or a workbook: number,from,to[,kind]
   * @throws forbidden; validation, unknown-field, unsupported-media, too-large for a file that cannot be read; rows that are wrong are in the answer
   */
  async import(command: CommandRequest, mode: ImportMode, text: string): Promise<ImportResult> {
    const { principal } = command;
    requireMay(principal, 'directory.absences.import', { tenantId: principal.tenantId });
    const { rows, torn } = await readTable(text, ABSENCE_COLUMNS_OF_FILE);
    return this.work.command(command, async (tx) => {
      await lockChanges(tx);
      const named = new Set(rows.map(({ cells }) => cells.number ?? ''));
      const people = (await listPeople(tx)).filter(({ number }) => named.has(number));
      const known = Map.groupBy(
        await absencesOf(
          tx,
          people.map(({ id }) => id),
        ),
        ({ personId }) => personId,
      );
      const { verdicts: judged, planned } = planAbsences(rows, {
        people: new Map(people.map(({ number, id }) => [number, id])),
        known,
        authorId: principal.personId,
      });
      const verdicts = withTorn(judged, torn, ({ number = '', from = '' }) => `${number} ${from}`);
      const written = mayWrite(mode, verdicts) ? planned : [];
      if (written.length > 0) {
        const first = await takeNumbers(tx, written.length);
        for (const part of inParts(written.map((one, n) => rowOf(one, first + n)))) await saveAbsences(tx, part);
        tx.log({
          ...actorOf(principal),
          subjectKind: 'organisation',
          subjectId: tx.tenantId,
          action: 'absences-imported',
          at: await tenantNow(tx, this.clock.now()),
          details: { rows: verdicts.length, written: written.length },
        });
      } else tx.changedNothing();
      return { mode, written: written.length, rows: inReadersWords(verdicts) };
    });
  }
}

const rowOf = (planned: PlannedAbsence, seq: number): AbsenceRow => ({
  ...planned,
  id: uuidv7(),
  cancelled: false,
  version: 1,
  seq,
});
