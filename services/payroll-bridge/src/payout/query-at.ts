import { type Instant, instantFromMs, instantMs } from '@goalbeat/domain/clock/instant';
import type { TenantClock } from '@goalbeat/domain/clock/tenant-clock';

const SILENCE_MS = 24 * 3_600_000;
// Payroll lives in real time whatever the tenant's clock says: on a fast clock a day passes before anybody could answer.
const LEAST_REAL_MS = 30_000;

/** Business instant from which silence after `from` is a question. */
export const queryAt = (clock: TenantClock, from: Instant): Instant =>
  instantFromMs(instantMs(from) + Math.max(SILENCE_MS, LEAST_REAL_MS * clock.rate));
