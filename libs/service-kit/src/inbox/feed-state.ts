import { Injectable } from '@nestjs/common';
import type { Heartbeat } from '../outbox/relay-host.js';
import { RealClock } from '../time/clocks.js';

/** How far a copy that is fed by events may be behind. Followed only where `ServiceOptions.followHeartbeats` is set. */
@Injectable()
export class FeedState {
  readonly #beats = new Map<string, Heartbeat & { heardAt: number }>();
  /** Messages waiting in our queue when last counted. */
  queued = 0;

  constructor(private readonly clock: RealClock) {}

  heard(beat: Heartbeat): void {
    this.#beats.set(beat.service, { ...beat, heardAt: this.clock.now() });
  }

  /**
   * Milliseconds by which what `service` told may be old: the age of its oldest unsent event, or of its last sign of
   * life, whichever is worse. Infinity when it was never heard.
   */
  behindMs(service: string): number {
    const beat = this.#beats.get(service);
    if (beat === undefined) return Number.POSITIVE_INFINITY;
    const now = this.clock.now();
    const unsent = beat.oldestUnsentAt === null ? 0 : now - Date.parse(beat.oldestUnsentAt);
    return Math.max(unsent, now - beat.heardAt);
  }
}
