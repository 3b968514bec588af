import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { poolOf } from '../db/data-source.js';
import { ConsumerHost } from '../inbox/consumer-host.js';
import { RelayHost } from '../outbox/relay-host.js';
import { ActivitiesWorker } from '../temporal/activities-worker.js';

const ASK_WITHIN_MS = 2_000;

export interface ReadinessReport {
  ready: boolean;
  draining: boolean;
  database: 'up' | 'down';
  /** Said, but no reason to be unready: people's commands need neither. */
  broker: 'up' | 'down' | 'unused';
  temporal: 'up' | 'down' | 'unused';
}

@Injectable()
export class Readiness {
  #draining = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly relay: RelayHost,
    private readonly consumers: ConsumerHost,
    private readonly worker: ActivitiesWorker,
  ) {}

  /** From now on not ready: the load balancer sends people elsewhere. */
  drain(): void {
    this.#draining = true;
  }

  async report(): Promise<ReadinessReport> {
    const database = await this.#database();
    return {
      ready: database === 'up' && !this.#draining,
      draining: this.#draining,
      database,
      broker: worse(this.relay.broker, this.consumers.broker),
      temporal: this.worker.state,
    };
  }

  async #database(): Promise<'up' | 'down'> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'down'>((resolve) => {
      timer = setTimeout(() => resolve('down'), ASK_WITHIN_MS);
    });
    const asked = poolOf(this.dataSource)
      .query('SELECT 1')
      .then(
        () => 'up' as const,
        () => 'down' as const,
      );
    try {
      return await Promise.race([asked, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}

type Link = ReadinessReport['broker'];

const worse = (a: Link, b: Link): Link =>
  [a, b].find((one) => one === 'down') ?? [a, b].find((one) => one === 'up') ?? 'unused';
