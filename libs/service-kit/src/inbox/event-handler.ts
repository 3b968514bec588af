import type { CloudEvent } from '@goalbeat/contracts/cloud-event';
import { TENANT_REMOVED } from '@goalbeat/contracts/names';
import { PROBLEMS } from '@goalbeat/contracts/problem';
import { isRehearsal } from '@goalbeat/domain/access/rehearsal-tenant';
import { isDomainError } from '@goalbeat/domain/errors/domain-error';
import { isDatabaseAway, isWorthAnotherTry } from '../db/database-error.js';
import { isRemoved, purgeRehearsal } from '../db/purge-rehearsal.js';
import type { UnitOfWork } from '../db/unit-of-work.js';
import type { KitMetrics } from '../health/metrics.js';
import type { EventConsumer } from './event-consumer.js';

const SEEN = 'INSERT INTO inbox (tenant_id, consumer, event_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING';

/** The event for each of its consumers, once each: the inbox row and the effect are one transaction. */
export async function handleEvent(
  event: CloudEvent,
  consumers: readonly EventConsumer[],
  unitOfWork: UnitOfWork,
  metrics: KitMetrics,
): Promise<void> {
  if (isRehearsal(event.tenantid)) {
    if (event.type === TENANT_REMOVED) return purgeRehearsal(unitOfWork, event.tenantid);
    // News that comes after the end would bring rows back that nobody would ever take away.
    if (await isRemoved(unitOfWork, event.tenantid)) return;
  }
  for (const consumer of consumers) {
    const isNew = await unitOfWork.write(event.tenantid, async (tx) => {
      if ((await tx.execute(SEEN, [tx.tenantId, consumer.name, event.id])) === 0) return false;
      await consumer.handle(event, tx);
      return true;
    });
    (isNew ? metrics.inboxHandled : metrics.inboxDuplicates).inc({ consumer: consumer.name });
  }
}

/** Nothing is wrong with the event: something it needs is not there yet. */
export function isWorthWaiting(error: unknown): boolean {
  if (isDomainError(error)) return error.code !== 'internal' && PROBLEMS[error.code].retryable;
  return isDatabaseAway(error) || isWorthAnotherTry(error);
}
