import { Injectable } from '@nestjs/common';
import type { CloudEvent } from '@goalbeat/contracts/cloud-event';
import {
  AbsenceChanged,
  CalendarChanged,
  DelegationChanged,
  DIRECTORY_EVENTS,
  PersonChanged,
  QuietHoursChanged,
  TenantChanged,
  UnitChanged,
} from '@goalbeat/contracts/directory/events';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { EventConsumer } from '@goalbeat/service-kit/inbox/event-consumer';
import type { z } from 'zod';
import { OrgWriter } from './org-writer.js';

/** Keeps the copy: events may come twice and in any order. */
@Injectable()
export class OrgCopyConsumer implements EventConsumer {
  readonly name = 'org-copy';
  readonly types = Object.values(DIRECTORY_EVENTS);

  constructor(private readonly writer: OrgWriter) {}

  async handle(event: CloudEvent, tx: Tx): Promise<void> {
    const seq = await this.#write(event, tx);
    if (seq !== null) await this.writer.applied(tx, seq);
  }

  async #write(event: CloudEvent, tx: Tx): Promise<number | null> {
    switch (event.type) {
      case DIRECTORY_EVENTS.tenant: {
        const tenant = read(TenantChanged, event);
        await this.writer.tenant(tx, tenant);
        return tenant.seq;
      }
      case DIRECTORY_EVENTS.unit: {
        const unit = read(UnitChanged, event);
        await this.writer.units(tx, [unit]);
        return unit.seq;
      }
      case DIRECTORY_EVENTS.person: {
        const person = read(PersonChanged, event);
        await this.writer.people(tx, [person]);
        return person.seq;
      }
      case DIRECTORY_EVENTS.delegation: {
        const delegation = read(DelegationChanged, event);
        await this.writer.delegations(tx, [delegation]);
        return delegation.seq;
      }
      case DIRECTORY_EVENTS.calendar: {
        const calendar = read(CalendarChanged, event);
        await this.writer.calendars(tx, [calendar]);
        return calendar.seq;
      }
      case DIRECTORY_EVENTS.absence: {
        const absence = read(AbsenceChanged, event);
        await this.writer.absences(tx, [absence]);
        return absence.seq;
      }
      case DIRECTORY_EVENTS.quietHours: {
        const quiet = read(QuietHoursChanged, event);
        await this.writer.quietHours(tx, [quiet]);
        return quiet.seq;
      }
      default:
        return null;
    }
  }
}

function read<T extends z.ZodType>(schema: T, event: CloudEvent): z.infer<T> {
  const parsed = schema.safeParse(event.data);
  if (!parsed.success) {
    throw new DomainError('validation', `An event of type ${event.type} is not as its contract says.`, {
      cause: parsed.error,
    });
  }
  return parsed.data;
}
