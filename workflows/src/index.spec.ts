import { readFileSync } from 'node:fs';
import { WORKFLOWS } from '@goalbeat/contracts/workflows';
import { BUNDLE } from '../test/temporal.js';
import * as registered from './index.js';

describe('what the worker registers', () => {
  it('is exactly what the contract names', () => {
    expect(Object.keys(registered).toSorted()).toEqual([...WORKFLOWS].toSorted());
  });

  it('bundles no validation library, framework or driver', () => {
    const code = readFileSync(BUNDLE, 'utf8').replace(/^\/\/# sourceMappingURL=.*$/m, '');
    expect(code).toContain('libs/domain/dist/ladder/next-rung.js');
    expect(code).not.toMatch(/node_modules\/(zod|@nestjs|pg|typeorm)\//);
  });
});
