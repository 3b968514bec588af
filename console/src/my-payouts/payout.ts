import type { components } from '@goalbeat/api-client/generated/payroll';

export type Payout = components['schemas']['Payout'];
export type HeldPay = components['schemas']['HeldPay'];
