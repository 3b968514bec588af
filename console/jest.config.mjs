import { goalbeatJest } from '../jest.preset.mjs';

export default goalbeatJest(import.meta.dirname);
