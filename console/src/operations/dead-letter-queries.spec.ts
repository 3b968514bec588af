import { describe, expect, it } from '@jest/globals';
import { readLetters } from './dead-letter-queries.js';

const letter = (id: string, firstSeenAt: string) => ({
  id,
  queue: 'goalbeat.goals',
  cause: 'failed',
  detail: '',
  firstSeenAt,
  bytes: 2,
  body: '{}',
  state: 'open' as const,
  settledAt: null,
  reason: null,
});

describe('dead letters of all services', () => {
  it('come the latest first, each with the service that gave it up', async () => {
    const kept = {
      directory: [],
      goals: [letter('g', '2026-11-23T08:00:00.000Z')],
      appraisal: [],
      payroll: [letter('p2', '2026-11-23T09:00:00.000Z'), letter('p1', '2026-11-23T07:00:00.000Z')],
    };
    const { letters, silent } = await readLetters((service) => Promise.resolve({ items: kept[service] }));
    expect(letters.map((one) => [one.service, one.letter.id])).toEqual([
      ['payroll', 'p2'],
      ['goals', 'g'],
      ['payroll', 'p1'],
    ]);
    expect(silent).toEqual([]);
  });

  it('of a service that is away are named as missing, and hide nobody else’s', async () => {
    const { letters, silent } = await readLetters((service) =>
      service === 'goals'
        ? Promise.reject(new Error('away'))
        : Promise.resolve({ items: service === 'payroll' ? [letter('p', '2026-11-23T07:00:00.000Z')] : [] }),
    );
    expect(letters.map(({ service }) => service)).toEqual(['payroll']);
    expect(silent).toEqual(['goals']);
    await expect(readLetters(() => Promise.reject(new Error('all away')))).rejects.toThrow('all away');
  });
});
