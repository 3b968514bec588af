import type { components } from '@goalbeat/api-client/generated/payroll';

export type Finding = components['schemas']['DecideDeliveries']['finding'];

/** `silent`: handed over, and payroll has not said a word for too long. */
export const DELIVERY_FILTERS = ['unclear', 'refused', 'silent', 'waiting', 'delivered', 'given-up'] as const;
export type DeliveryFilter = (typeof DELIVERY_FILTERS)[number];

const LOOKED_UP: readonly Finding[] = ['payroll-has-it', 'never-seen'];
/** As far as it answers by itself no more. */
const SAID_BY_PAYROLL: readonly Finding[] = ['payroll-paid-it', 'payroll-rejected-it'];
const FINDINGS: Readonly<Partial<Record<DeliveryFilter, readonly Finding[]>>> = {
  unclear: LOOKED_UP,
  silent: [...LOOKED_UP, ...SAID_BY_PAYROLL],
  refused: ['send-again', 'give-up'],
};

/** What somebody may say of payouts that are stuck so; nothing where they go on by themselves. */
export const findingsFor = (filter: DeliveryFilter): readonly Finding[] => FINDINGS[filter] ?? [];
