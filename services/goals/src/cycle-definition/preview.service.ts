import { Injectable } from '@nestjs/common';
import type { PreviewRequest, PreviewView } from '@goalbeat/contracts/goals/definition-http';
import { requireScopes } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import type { WorkingCalendar } from '@goalbeat/domain/calendar/calendar';
import { planTimeline } from '@goalbeat/domain/calendar/timeline';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { isLocalDate } from '@goalbeat/domain/period/local-date';
import { periodAfter, periodFrom, type Period } from '@goalbeat/domain/period/period';
import { Calendars } from '@goalbeat/org-copy/calendars';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import type { z } from 'zod';
import { CycleDefinitionRepository, type Data } from './cycle-definition.repository.js';
import { DefinitionCheck } from './definition-check.js';

type Preview = z.infer<typeof PreviewView>;

const SHOWN_AT_MOST = 200;

/** What a definition would do: the next periods with every instant, and who could not be decided about. */
@Injectable()
export class PreviewService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly definitions: CycleDefinitionRepository,
    private readonly check: DefinitionCheck,
    private readonly org: OrgCopy,
    private readonly calendars: Calendars,
  ) {}

  /** @throws not-found, validation (from) */
  preview(principal: Principal, id: string, request: z.infer<typeof PreviewRequest>): Promise<Preview> {
    requireScopes(principal, 'goals.definition.read');
    if (!isLocalDate(request.from)) {
      throw new DomainError('validation', 'from: is no day of the calendar', { field: 'from' });
    }
    return this.uow.read(principal.tenantId, async (tx) => {
      const { data } = await this.definitions.one(tx, id);
      const problems = await this.check.problems(tx, data);
      const people = await this.check.people(tx, data, await this.org.today(tx));
      const approvers = await this.check.approversOf(tx, data, people);
      const unplannable = problems.some(({ field }) => field === 'calendar' || field === 'zone');
      return {
        periods: unplannable ? [] : periodsOf(data, await this.calendars.byCode(tx, data.calendar), request),
        problems: [...problems, ...approvers.problems].map(({ field, message }) => ({
          field: `data.${field}`,
          message,
        })),
        people: people.filter((person) => !person.excepted).length,
        nobodyToApprove: approvers.nobodyFor.slice(0, SHOWN_AT_MOST),
      };
    });
  }
}

function periodsOf(
  data: Data,
  calendar: WorkingCalendar,
  request: { from: string; count: number },
): Preview['periods'] {
  const periods: Preview['periods'] = [];
  let period: Period | null = periodFrom(data, request.from);
  for (let n = 0; n < request.count && period !== null; n += 1) {
    const timeline = planTimeline(data.timeline, period, calendar, data.zone);
    periods.push(
      Array.isArray(timeline)
        ? { period, skipped: null, steps: timeline.map((step) => ({ ...step, moved: step.moved ?? null })) }
        : { period, skipped: timeline.skipped, steps: [] },
    );
    period = periodAfter(data, period);
  }
  return periods;
}
