import { describe, expect, it } from '@jest/globals';
import { zoneProblem } from './zone-problem.js';

describe('a time zone', () => {
  it.each(['Asia/Shanghai', 'UTC', 'Europe/Kyiv', 'America/Argentina/Buenos_Aires', 'Asia/Kolkata'])(
    '%s is one',
    (zone) => {
      expect(zoneProblem(zone)).toBeNull();
    },
  );
  it.each(['Asia/Nowhere', '+08:00', '-0500', '', 'Beijing time', 'GMT+8'])('%s is none', (zone) => {
    expect(zoneProblem(zone)).toMatch(/is not an IANA time zone such as/);
  });
  it.each([
    ['asia/shanghai', 'Asia/Shanghai'],
    ['PRC', 'Asia/Shanghai'],
  ])('%s is called %s', (zone, name) => {
    expect(zoneProblem(zone)).toContain(`write it as ${name}`);
  });
});
