import { goalbeatJest } from '../jest.preset.mjs';

// Real timers, on a machine that may be busy with everything else of a check.
export default goalbeatJest(import.meta.dirname, { testTimeout: 20_000 });
