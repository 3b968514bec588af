import { cycleToStart, resultOf } from './state.js';

const input = { tenantId: 't', definitionId: 'd', period: null };
const opened = { outcome: 'opened', cycleId: 'c', definitionId: 'd', period: '2026-W47', run: 1 } as const;

describe('cycleToStart', () => {
  it('gives the cycle the id of its business keys', () => {
    expect(cycleToStart(input, opened)).toEqual({
      workflowId: 'cycle/t/d/2026-W47',
      input: { tenantId: 't', cycleId: 'c', definitionId: 'd', period: '2026-W47' },
      summary: '2026-W47 of definition d',
    });
  });

  it('says the definition by its code where the service told it', () => {
    expect(cycleToStart(input, { ...opened, code: 'weekly-goals' })?.summary).toBe('2026-W47 of weekly-goals');
  });

  it('numbers a period that was cancelled and opened again', () => {
    expect(cycleToStart(input, { ...opened, run: 2 })?.workflowId).toBe('cycle/t/d/2026-W47#2');
  });

  it('starts again what is already open, since the start may have been lost', () => {
    expect(cycleToStart(input, { ...opened, outcome: 'already-open' })).not.toBeNull();
  });

  it('starts nothing for a period without a working day', () => {
    const skipped = { ...opened, outcome: 'skipped', cycleId: null } as const;
    expect(cycleToStart(input, skipped)).toBeNull();
    expect(resultOf(skipped)).toEqual({ cycleId: null, period: '2026-W47', outcome: 'skipped' });
  });
});
