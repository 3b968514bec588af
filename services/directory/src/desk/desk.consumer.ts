import { Injectable } from '@nestjs/common';
import { APPROVAL_EVENTS, TasksChanged } from '@goalbeat/contracts/approvals/events';
import type { CloudEvent } from '@goalbeat/contracts/cloud-event';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { EventConsumer } from '@goalbeat/service-kit/inbox/event-consumer';
import { DeskBell } from './desk-bell.js';
import { keepTasks } from './desk.repository.js';

/** Keeps what the services say of tasks, so that a desk is one query. */
@Injectable()
export class DeskConsumer implements EventConsumer {
  readonly name = 'desk';
  readonly types = [APPROVAL_EVENTS.tasks];

  constructor(private readonly bell: DeskBell) {}

  async handle(event: CloudEvent, tx: Tx): Promise<void> {
    const news = await keepTasks(tx, TasksChanged.parse(event.data).tasks);
    tx.afterCommit(() => this.bell.tasksChanged(tx.tenantId, news));
  }
}
