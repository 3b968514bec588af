// @ts-nocheck
import { goalbeatJest } from '../../jest.preset.mjs';

export default goalbeatJest(import.meta.dirname, {
  testMatch: ['**/src/{money,exact,ledger}/*.spec.ts'],
  setupFiles: ['./test/mutation-setup.mjs'],
});
