import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { Pool, PoolClient } from 'pg';
import { DataSource, type EntitySchema, type MixedList } from 'typeorm';
import { setPgTypeParsers } from './pg-types.js';

export interface DataSourceOptions {
  url: string;
  schema: string;
  /** application_name: what `pg_stat_activity` shows. */
  name: string;
  poolSize: number;
  entities?: MixedList<EntitySchema | (new () => object)>;
}

/** Never synchronizes: migrations are a step of deployment. */
export function createDataSource(options: DataSourceOptions): DataSource {
  setPgTypeParsers();
  return new DataSource({
    type: 'postgres',
    url: options.url,
    schema: options.schema,
    applicationName: options.name,
    poolSize: options.poolSize,
    entities: (options.entities ?? []) as never,
    synchronize: false,
    installExtensions: false,
    extra: {
      // Statements are written without waiting for the one before: BEGIN travels with the first, COMMIT with the outbox.
      pipeline: true,
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      idleTimeoutMillis: 60_000,
      // Statements are few and named. Planned anew for each call, as PostgreSQL prefers by its guess of their rows, the
      // larger ones cost more to plan than to run.
      options: `-c TimeZone=UTC -c search_path=${options.schema} -c plan_cache_mode=force_generic_plan`,
    },
  });
}

/** Waits for a database that starts at the same time; gives up after `patienceMs`. */
export async function connectDataSource(dataSource: DataSource, patienceMs = 60_000): Promise<DataSource> {
  const logger = new Logger('DataSource');
  const until = Date.now() + patienceMs;
  for (;;) {
    try {
      return await dataSource.initialize();
    } catch (error) {
      if (Date.now() > until) throw error;
      logger.warn(`Database not reachable yet: ${error instanceof Error ? error.message : String(error)}`);
      await sleep(500);
    }
  }
}

/** TypeORM types its pool as `any`. */
export function poolOf(dataSource: DataSource): Pool {
  return (dataSource.driver as unknown as { master: Pool }).master;
}

/**
 * A connection of the pool. A server that goes away while it is lent raises `error` on it, which would end the process
 * if nobody listened; the query under way fails as well, and that is what the borrower hears.
 */
export async function checkOut(dataSource: DataSource): Promise<PoolClient> {
  const client = await poolOf(dataSource).connect();
  if (client.listenerCount('error') === 0) client.on('error', () => undefined);
  return client;
}
