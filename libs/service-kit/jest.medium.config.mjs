import { goalbeatJest } from '../../jest.preset.mjs';

/** Specs against real PostgreSQL, RabbitMQ and Temporal, as TEST_POSTGRES_ADMIN_URL and its like say. */
export default goalbeatJest(import.meta.dirname, {
  testMatch: ['**/*.medium.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  testTimeout: 30_000,
  maxWorkers: 1,
});
