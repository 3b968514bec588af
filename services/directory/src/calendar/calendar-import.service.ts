import { Injectable } from '@nestjs/common';
import type {
  CalendarFileQuery,
  CalendarImportResult,
  ImportCalendar,
} from '@goalbeat/contracts/directory/calendar-http';
import { requireMay } from '@goalbeat/domain/access/policy';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import type { z } from 'zod';
import { lockChanges, takeNumbers } from '../organisation/changes.js';
import { tenantNow } from '../tenant/tenant.repository.js';
import { findCalendar, saveCalendar, type CalendarRow } from './calendar.repository.js';
import { viewOf } from './calendar.service.js';
import { countryHolidays, weekendOf, YEARS_AHEAD } from './country-holidays.js';
import { mergeDays, type Merged } from './merge-days.js';
import { readCalendarFile } from './read-calendar-file.js';
import { officeWeek } from './shipped-calendars.js';

type Result = z.infer<typeof CalendarImportResult>;
interface Import {
  code: string;
  before: CalendarRow | undefined;
  weekdays: CalendarRow['weekdays'];
  merged: Merged;
  mode: Result['mode'];
  source: string;
}

/** Brings holidays and make-up days into a calendar: a library or a file is the source, dated rows are what counts afterwards. */
@Injectable()
export class CalendarImportService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: RealClock,
  ) {}

  /** @throws forbidden; validation (country, region, years) for what is not known or not published; stale-version */
  country(command: CommandRequest, wanted: z.infer<typeof ImportCalendar>): Promise<Result> {
    requireMay(command.principal, 'directory.calendars.write', { tenantId: command.principal.tenantId });
    const years = [...new Set(wanted.years)].sort((a, b) => a - b);
    const gap = years.find((year, n) => n > 0 && year - (years[n - 1] ?? 0) !== 1);
    if (gap !== undefined)
      throw new DomainError('validation', `years: ${gap - 1} is missing between.`, { field: 'years' });
    const code = wanted.code ?? [wanted.country, wanted.region].filter((part) => part !== undefined).join('-');
    return this.work.command(command, async (tx) => {
      await lockChanges(tx);
      const thisYear = Number((await tenantNow(tx, this.clock.now())).slice(0, 4));
      const read = await countryHolidays({ ...wanted, years }, thisYear);
      const before = await findCalendar(tx, code);
      if (wanted.version !== undefined && wanted.version !== before?.version) {
        throw new DomainError('stale-version', 'Somebody changed this calendar. Read it again.', { field: 'version' });
      }
      const merged = mergeDays(before, read, { from: `${years[0] ?? ''}-01-01`, until: `${years.at(-1) ?? ''}-12-31` });
      const weekdays = before?.weekdays ?? officeWeek(weekendOf(wanted.country));
      const source = [wanted.country, wanted.region].filter(Boolean).join('-');
      return this.#write(tx, command, {
        code,
        before,
        weekdays,
        merged,
        mode: wanted.dryRun ? 'preview' : 'all',
        source,
      });
    });
  }

  /**
   * @param text CSV (date,kind[,name]) or ICS, complete from the calendar's last covered day until `coveredUntil`
   * @throws forbidden, not-found; validation, unknown-field, too-large for a file that cannot be read; days that are wrong are in the answer
   */
  async file(
    command: CommandRequest,
    code: string,
    query: z.infer<typeof CalendarFileQuery>,
    text: string,
  ): Promise<Result> {
    requireMay(command.principal, 'directory.calendars.write', { tenantId: command.principal.tenantId });
    const read = await readCalendarFile(text);
    return this.work.command(command, async (tx) => {
      await lockChanges(tx);
      const before = await findCalendar(tx, code);
      if (before === undefined) throw new DomainError('not-found', 'There is no such calendar: put one first.');
      const now = await tenantNow(tx, this.clock.now());
      requireKnowable(query.coveredUntil, now);
      const merged = mergeDays(before, read, { from: null, until: query.coveredUntil });
      return this.#write(tx, command, {
        code,
        before,
        weekdays: before.weekdays,
        merged,
        mode: query.mode,
        source: 'file',
      });
    });
  }

  async #write(
    tx: Tx,
    { principal }: CommandRequest,
    { code, before, weekdays, merged, mode, source }: Import,
  ): Promise<Result> {
    const { days, coveredUntil, verdicts } = merged;
    const answer = { mode, code, coveredUntil, days: verdicts };
    const differs =
      before?.coveredUntil !== coveredUntil ||
      verdicts.some(({ verdict }) => verdict === 'new' || verdict === 'changed');
    if (!differs || mode === 'preview' || verdicts.some(({ verdict }) => verdict === 'wrong')) {
      tx.changedNothing();
      return { ...answer, written: 0, calendar: null };
    }
    const row: CalendarRow = {
      code,
      weekdays,
      days,
      coveredUntil,
      version: (before?.version ?? 0) + 1,
      seq: await takeNumbers(tx, 1),
    };
    await saveCalendar(tx, row);
    const written = verdicts.filter(({ verdict }) => verdict === 'new' || verdict === 'changed').length;
    tx.log({
      ...actorOf(principal),
      subjectKind: 'calendar',
      subjectId: code,
      action: 'calendar-imported',
      at: await tenantNow(tx, this.clock.now()),
      details: { version: row.version, coveredUntil, source, days: written },
    });
    return { ...answer, written, calendar: viewOf(row) };
  }
}

/** No government has said yet what is off after that, and plans would never be called provisional. @throws validation */
function requireKnowable(coveredUntil: string, now: string): void {
  const last = `${Number(now.slice(0, 4)) + YEARS_AHEAD}-12-31`;
  if (coveredUntil <= last) return;
  throw new DomainError('validation', `coveredUntil: nothing is known after ${last}: name a day until then.`, {
    field: 'coveredUntil',
  });
}
