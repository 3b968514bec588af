import { Injectable } from '@nestjs/common';
import { planTimeline } from '@goalbeat/domain/calendar/timeline';
import { periodAfter, periodFrom } from '@goalbeat/domain/period/period';
import type { Language } from '@goalbeat/domain/wording/language';
import { Calendars } from '@goalbeat/org-copy/calendars';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { Data } from './cycle-definition.repository.js';
import { deadlineWarnings } from './deadline-warnings.js';
import { DefinitionCheck } from './definition-check.js';
import { ladderWarnings } from './ladder-warnings.js';
import { moneyWarnings } from './money-problems.js';
import { Overlaps } from './overlaps.js';
import type { FieldProblem } from './problem.js';

/** Two weeks off in a row are the longest that any calendar of ours has. */
const PERIODS_TRIED = 4;

/** What is not wrong but hardly meant. */
@Injectable()
export class DefinitionWarnings {
  constructor(
    private readonly check: DefinitionCheck,
    private readonly overlaps: Overlaps,
    private readonly org: OrgCopy,
    private readonly calendars: Calendars,
  ) {}

  /** Of a definition without problems. */
  async of(tx: Tx, definition: { id: string; data: Data }): Promise<FieldProblem[]> {
    const { data } = definition;
    const today = await this.org.today(tx);
    const people = await this.check.people(tx, data, today);
    return [
      ...moneyWarnings(data),
      ...deadlineWarnings(data, await this.check.templatesOf(tx, people)),
      ...(await this.#ofLadders(tx, data, today)),
      ...(await this.overlaps.of(tx, definition, people, today)),
    ];
  }

  async #ofLadders(tx: Tx, data: Data, today: string): Promise<FieldProblem[]> {
    const calendar = await this.calendars.byCode(tx, data.calendar);
    let period = periodFrom(data, today);
    for (let n = 0; n < PERIODS_TRIED && period !== null; n += 1) {
      const timeline = planTimeline(data.timeline, period, calendar, data.zone);
      if (Array.isArray(timeline)) return ladderWarnings(data, timeline, calendar);
      period = periodAfter(data, period);
    }
    return [];
  }
}

/** As answers tell them. */
export const told = (problems: readonly FieldProblem[], language: Language): { field: string; message: string }[] =>
  problems.map(({ field, message, zh }) => ({ field: `data.${field}`, message: language === 'en' ? message : zh }));
