import { Injectable, type OnApplicationBootstrap, type BeforeApplicationShutdown } from '@nestjs/common';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import type { TenantRounds } from '@goalbeat/service-kit/rounds/tenant-rounds';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import { DataSource } from 'typeorm';
import { Settings } from '../config.js';
import { dueRounds } from '../rounds/due-rounds.js';
import { applyDue } from './apply-due.js';

/** Planned changes take effect when their moment has come. */
@Injectable()
export class DueChangesWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #rounds: TenantRounds;

  constructor(
    work: UnitOfWork,
    clock: RealClock,
    dataSource: DataSource,
    private readonly settings: Settings,
  ) {
    const due = { name: 'Planned changes', tenants: 'tenants_with_due_changes', settle: applyDue } as const;
    this.#rounds = dueRounds(due, work, clock, dataSource);
  }

  onApplicationBootstrap(): void {
    if (this.settings.env.RUN.includes('relay')) this.#rounds.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.#rounds.stop();
  }

  /** One look over all tenants. @returns how many changes were settled */
  applyAll(): Promise<number> {
    return this.#rounds.once();
  }
}
