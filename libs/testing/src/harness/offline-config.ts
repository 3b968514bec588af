import type { KitConfig } from '@goalbeat/service-kit/config/base-env';
import { NOWHERE } from '@goalbeat/service-kit/http/write-open-api';
import type { TestDatabase } from './test-database.js';

/** What callers of `/internal` present. */
export const TEST_SERVICE_KEY = 'a-key-for-tests-only';

/** HTTP only, on the test's database; brokers and neighbours lead nowhere unless `changes` says so. */
export const offlineConfig = (database: TestDatabase, changes: Partial<KitConfig> = {}): KitConfig => ({
  ...NOWHERE,
  LOG_LEVEL: 'fatal',
  DATABASE_URL: database.serviceUrl,
  RELAY_DATABASE_URL: database.relayUrl,
  PGPOOL: 20,
  SERVICE_KEY: TEST_SERVICE_KEY,
  RUN: ['http'],
  ...changes,
});
