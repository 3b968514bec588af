import { Injectable, type OnApplicationBootstrap, type BeforeApplicationShutdown } from '@nestjs/common';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import type { TenantRounds } from '@goalbeat/service-kit/rounds/tenant-rounds';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import { DataSource } from 'typeorm';
import { Settings } from '../config.js';
import { dueRounds } from '../rounds/due-rounds.js';
import { DelegationTurns } from './delegation-turns.js';

/** Delegations that were given ahead begin, and all of them end, without anybody's doing. */
@Injectable()
export class DelegationTurnsWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #rounds: TenantRounds;

  constructor(
    work: UnitOfWork,
    clock: RealClock,
    dataSource: DataSource,
    turns: DelegationTurns,
    private readonly settings: Settings,
  ) {
    this.#rounds = dueRounds(
      {
        name: 'Delegations',
        tenants: 'tenants_with_delegation_turns',
        settle: (tx, now) => turns.tellDue(tx, now),
      },
      work,
      clock,
      dataSource,
    );
  }

  onApplicationBootstrap(): void {
    if (this.settings.env.RUN.includes('relay')) this.#rounds.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.#rounds.stop();
  }

  /** One look over all tenants. @returns how many beginnings and ends were told */
  tellAll(): Promise<number> {
    return this.#rounds.once();
  }
}
