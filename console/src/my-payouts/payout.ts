import type { components } from '@goalbeat/api-client/generated/payroll';

export type Payout = components['schemas']['Payout'];
export type HeldPay = components['schemas']['HeldPay'];
export type CorrectedPay = components['schemas']['CorrectedPay'];

/** Something is still to be kept back or taken off. */
export const isOpen = ({ keptBack, takenOff }: CorrectedPay): boolean =>
  takenOff !== null || (keptBack !== null && !/^0(\.0*)?$/.test(keptBack.open.amount));
