import { goalbeatJest } from '../../jest.preset.mjs';

/** Specs against real PostgreSQL and RabbitMQ, as TEST_POSTGRES_ADMIN_URL and TEST_AMQP_URL say. */
export default goalbeatJest(import.meta.dirname, {
  testMatch: ['**/*.medium.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  testTimeout: 60_000,
  maxWorkers: 1,
});
