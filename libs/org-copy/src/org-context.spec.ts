import { describe, expect, it } from '@jest/globals';
import { viewOf } from './org-context.js';

const person = { number: '1', unitId: 'u', managerId: null, calendar: null, isHr: false };
const row = {
  zone: 'UTC',
  units: [],
  holders: [],
  people: [
    { ...person, id: 'here', leftOn: '2026-11-20', zone: 'America/New_York' },
    { ...person, id: 'gone', leftOn: '2026-11-20', zone: 'Asia/Shanghai' },
    { ...person, id: 'elsewhere', leftOn: '2026-11-20', zone: null },
    { ...person, id: 'staying', leftOn: null, zone: 'Asia/Shanghai' },
  ],
};

describe('the view of an organisation', () => {
  it('counts somebody’s last day where they work', () => {
    // The evening of the 20th in UTC is past midnight in Shanghai and noon in New York.
    const view = viewOf(row, '2026-11-20T17:00:00.000Z');
    expect(['here', 'gone', 'elsewhere', 'staying', 'nobody'].filter((id) => view.active(id))).toEqual([
      'here',
      'elsewhere',
      'staying',
    ]);
    expect(viewOf(row, '2026-11-21T00:00:00.000Z').active('elsewhere')).toBe(false);
  });
});
