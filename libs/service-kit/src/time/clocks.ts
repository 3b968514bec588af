import { Injectable } from '@nestjs/common';

/** Real time, for tokens, outbox and seals. Business time is the tenant's clock, not this. Tests replace it. */
@Injectable()
export class RealClock {
  /** Milliseconds since the epoch. */
  now(): number {
    return Date.now();
  }

  /** UTC instant with milliseconds. */
  instant(): string {
    return new Date(this.now()).toISOString();
  }
}
