import { Injectable } from '@nestjs/common';
import type { AbsencePage, AbsenceQuery, AbsenceView, CreateAbsence } from '@goalbeat/contracts/directory/absence-http';
import { overlaps } from '@goalbeat/domain/absence/absence';
import { may, requireMay, requireScopes, unitsFor } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { decodeCursor, pageOfRows } from '@goalbeat/service-kit/http/pages';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { lockChanges, takeNumbers } from '../organisation/changes.js';
import { findPersonByNumber } from '../person/person.repository.js';
import { tenantNow } from '../tenant/tenant.repository.js';
import * as absences from './absence.repository.js';

type View = z.infer<typeof AbsenceView>;
const LONGEST_DAYS = 1100;

@Injectable()
export class AbsenceService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: RealClock,
  ) {}

  /**
   * Somebody is away. Recorded by their lead or HR, by nobody for themselves.
   * @throws forbidden, four-eyes, unknown-person (number), validation (to), duplicate for days that are recorded already
   */
  create(command: CommandRequest, wanted: z.infer<typeof CreateAbsence>): Promise<View> {
    const { principal } = command;
    requireScopes(principal, 'directory.absences.write');
    const wrong = rangeProblem(wanted);
    if (wrong !== undefined) throw new DomainError('validation', `to: ${wrong}`, { field: 'to' });
    return this.work.command(command, async (tx) => {
      await lockChanges(tx);
      const person = await findPersonByNumber(tx, wanted.number);
      if (person === undefined || !(await mayWrite(tx, principal, person.id))) {
        // Whether there is such a number is not for those to know who do not see the person.
        throw new DomainError('unknown-person', `There is nobody with number ${wanted.number} among your people.`, {
          field: 'number',
        });
      }
      requireOther(principal, person.id);
      const known = (await absences.absencesOf(tx, [person.id])).find((one) => overlaps(one, wanted));
      if (known !== undefined) {
        throw new DomainError('duplicate', `Away from ${known.from} to ${known.to} already: cancel that first.`, {
          field: 'from',
          details: { absenceId: known.id },
        });
      }
      const { number } = person;
      const row = {
        ...wanted,
        number,
        id: uuidv7(),
        personId: person.id,
        cancelled: false,
        version: 1,
        seq: await takeNumbers(tx, 1),
      };
      await this.#save(tx, principal, row, 'absence-recorded');
      return view(row);
    });
  }

  /** One's own, one's people's, one's units'. @throws forbidden */
  async list(principal: Principal, query: z.infer<typeof AbsenceQuery>): Promise<z.infer<typeof AbsencePage>> {
    const scopes = requireScopes(principal, 'directory.absences.read');
    const filter = {
      everybody: scopes.includes('tenant'),
      personId: principal.personId,
      tree: scopes.includes('tree'),
      units: unitsFor(principal, 'directory.absences.read'),
      number: query.number ?? null,
      from: query.from ?? null,
      to: query.to ?? null,
      after: query.after === undefined ? null : String(decodeCursor(query.after, 1)[0]),
      limit: query.limit,
    };
    const rows = await this.work.read(principal.tenantId, (tx) => absences.pageOfAbsences(tx, filter));
    return pageOfRows(rows, query.limit, view, (row) => [row.id]);
  }

  /** They are here after all. @throws forbidden, four-eyes, not-found */
  cancel(command: CommandRequest, id: string): Promise<View> {
    const { principal } = command;
    requireScopes(principal, 'directory.absences.write');
    return this.work.command(command, async (tx) => {
      await lockChanges(tx);
      const before = await absences.lockAbsence(tx, id);
      requireMay(principal, 'directory.absences.write', {
        tenantId: tx.tenantId,
        personId: before.personId,
        ...(await absences.placeOf(tx, before.personId)),
      });
      requireOther(principal, before.personId);
      if (before.cancelled) {
        tx.changedNothing();
        return view(before);
      }
      const row = { ...before, cancelled: true, version: before.version + 1, seq: await takeNumbers(tx, 1) };
      await this.#save(tx, principal, row, 'absence-cancelled');
      return view(row);
    });
  }

  async #save(tx: Tx, principal: Principal, row: absences.AbsenceRow, action: string): Promise<void> {
    await absences.saveAbsences(tx, [row]);
    tx.log({
      ...actorOf(principal),
      subjectKind: 'person',
      subjectId: row.personId,
      action,
      at: await tenantNow(tx, this.clock.now()),
      // Not why: the log is read by more people than may know of an illness.
      details: { absenceId: row.id, from: row.from, to: row.to },
    });
  }
}

/** What is wrong with the days, for the later one. */
export function rangeProblem({ from, to }: { from: string; to: string }): string | undefined {
  if (to < from) return 'is before the first day';
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
  return days > LONGEST_DAYS ? `at most ${LONGEST_DAYS} days at once` : undefined;
}

async function mayWrite(tx: Tx, principal: Principal, personId: string): Promise<boolean> {
  const place = await absences.placeOf(tx, personId);
  if (principal.personId === personId) return true;
  return may(principal, 'directory.absences.write', { tenantId: tx.tenantId, personId, ...place });
}

function requireOther(principal: Principal, personId: string): void {
  if (principal.personId !== personId) return;
  throw new DomainError('four-eyes', 'Your own absence is recorded by your lead or by HR.');
}

function view({ seq: _seq, ...row }: absences.AbsenceRow): View {
  return row;
}
