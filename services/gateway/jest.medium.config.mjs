import { goalbeatJest } from '../../jest.preset.mjs';

/** Specs against a real directory (its build) on the PostgreSQL of TEST_POSTGRES_ADMIN_URL. */
export default goalbeatJest(import.meta.dirname, {
  testMatch: ['**/*.medium.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  testTimeout: 30_000,
  maxWorkers: 1,
});
