import type { ProcessLogEntry } from '@goalbeat/service-kit/process-log/process-log-entry';

type Actor = Pick<ProcessLogEntry, 'actorKind' | 'actorId' | 'channel'>;

/** What the system does by itself on its way. */
export const BY_TIMER: Actor = { actorKind: 'service', actorId: 'payroll-bridge', channel: 'timer' };
export const BY_PAYROLL: Actor = { actorKind: 'service', actorId: 'payroll', channel: 'event' };
