import { describe, expect, it } from '@jest/globals';
import { examineEvent } from './examine-event.js';

const COMPANY = '0190a000-0000-7000-8000-000000000001';
const EVENT = {
  specversion: '1.0',
  id: 'e-1',
  source: 'goalbeat/goals',
  type: 'goalbeat.goals.cycle.changed.v1',
  time: '2026-11-23T08:00:00.000Z',
  tenantid: COMPANY,
  data: {},
};
const examine = (content: unknown) =>
  examineEvent(Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)), 'delivery_limit');

describe('examineEvent', () => {
  it('knows which event could not be applied, whose it is, and what the broker says', () => {
    expect(examine(EVENT)).toEqual({
      cause: 'failed',
      detail: expect.stringMatching(/^goalbeat\.goals\.cycle\.changed\.v1 e-1: .*delivery_limit/),
      tenantId: COMPANY,
    });
  });

  it('takes nothing but a whole envelope for an event', () => {
    for (const content of ['not json', '[]', 'null', { tenantid: COMPANY }, { ...EVENT, tenantid: 'acme' }])
      expect(examine(content)).toMatchObject({ cause: 'not-an-event', tenantId: null });
  });
});
