import { hasLeft } from './has-left.js';

describe('hasLeft', () => {
  it('counts the last day where the person works, not where the server is', () => {
    // Midnight of the 21st in Shanghai is four in the afternoon of the 20th in UTC.
    expect(hasLeft('2026-11-20', '2026-11-20T15:59:59.000Z', 'Asia/Shanghai')).toBe(false);
    expect(hasLeft('2026-11-20', '2026-11-20T16:00:00.000Z', 'Asia/Shanghai')).toBe(true);
    expect(hasLeft('2026-11-20', '2026-11-21T04:59:59.000Z', 'America/New_York')).toBe(false);
    expect(hasLeft('2026-11-20', '2026-11-21T05:00:00.000Z', 'America/New_York')).toBe(true);
  });

  it('never counts somebody who stays', () => {
    expect(hasLeft(null, '2026-11-20T16:00:00.000Z', 'Asia/Shanghai')).toBe(false);
  });
});
