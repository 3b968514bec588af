import { Injectable } from '@nestjs/common';
import type { CloudEvent } from '@goalbeat/contracts/cloud-event';
import { AbsenceChanged, DIRECTORY_EVENTS, PersonChanged } from '@goalbeat/contracts/directory/events';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { OrgPerson } from '@goalbeat/org-copy/org-types';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { EventConsumer } from '@goalbeat/service-kit/inbox/event-consumer';
import { CycleRepository } from '../cycle/cycle.repository.js';
import { Issuing } from './issuing.js';
import { Leavers } from './leavers.js';
import { isDone, type Running } from './running.js';

/** Cycles whose sheets are out and whose results are not. */
const UNDER_WAY = `SELECT c.id FROM cycle c WHERE c.state IN ('running', 'paused')
  AND EXISTS (SELECT 1 FROM cycle_step s WHERE s.tenant_id = c.tenant_id AND s.cycle_id = c.id AND s.step = 'issue' AND s.done_at IS NOT NULL)
  AND NOT EXISTS (SELECT 1 FROM cycle_step s WHERE s.tenant_id = c.tenant_id AND s.cycle_id = c.id AND s.step = 'close-confirming'
    AND s.done_at IS NOT NULL) ORDER BY c.id`;

/**
 * Who joins, moves into a cycle, leaves or is not away after all while it runs. It acts on the person as the copy has them now, which an event that
 * comes late or twice does not change; named after the copy's own consumer, so that the copy is written first.
 */
@Injectable()
export class PeopleInCyclesConsumer implements EventConsumer {
  readonly name = 'people-in-cycles';
  readonly types = [DIRECTORY_EVENTS.person, DIRECTORY_EVENTS.absence];

  constructor(
    private readonly cycles: CycleRepository,
    private readonly org: OrgCopy,
    private readonly issuing: Issuing,
    private readonly leavers: Leavers,
  ) {}

  async handle(event: CloudEvent, tx: Tx): Promise<void> {
    const { personId } =
      event.type === DIRECTORY_EVENTS.absence ? AbsenceChanged.parse(event.data) : PersonChanged.parse(event.data);
    const underWay = await tx.query<{ id: string }>(UNDER_WAY);
    if (underWay.length === 0) return;
    for (const { id } of underWay) {
      const running = await this.#lock(tx, id);
      // Read under the lock: who waited for it may have newer news of the person than this event.
      const [person] = await this.org.people(tx, { ids: [personId] });
      // An absence may be heard of before the person: then the person's own news comes here too.
      if (person !== undefined) await this.#place(tx, running, person);
    }
  }

  async #lock(tx: Tx, cycleId: string): Promise<Running> {
    const cycle = await this.cycles.lock(tx, cycleId);
    const [steps, clock] = await Promise.all([this.cycles.steps(tx, cycleId), this.org.clock(tx)]);
    return { cycle, steps, own: undefined, clock, now: this.org.at(clock) };
  }

  async #place(tx: Tx, running: Running, person: OrgPerson): Promise<void> {
    const sheet = await this.leavers.sheetOf(tx, running.cycle.id, person.id);
    if (sheet !== undefined) {
      // Moved to another unit or manager: the sheet stays where it was issued, its open approvals follow the new line.
      await this.leavers.keep(tx, running, sheet, person);
      await this.leavers.settle(tx, running);
      return;
    }
    // Nobody is given goals that can no longer be reported.
    if (!isDone(running, 'close-reporting')) await this.issuing.people(tx, running, [person.id]);
  }
}
