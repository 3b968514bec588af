import { describe, expect, it } from '@jest/globals';
import { PAYOUT_STATES } from '@goalbeat/domain/payout/lifecycle';
import { DELIVERY_STATES } from '@goalbeat/domain/payout/hand-over';
import { mayPayTwice, outcomeSaid, verdictOn } from './judge-finding.js';

const url = 'https://payroll.example/a';
const elsewhere = 'https://payroll.example/b';
const careless = { drops: false, url };
const dropping = { drops: true, url };
const [never, here, there] = [{ perhapsAt: null }, { perhapsAt: url }, { perhapsAt: elsewhere }];

describe('payroll’s word that people bring', () => {
  it.each(['payroll-paid-it', 'payroll-rejected-it'] as const)(
    '%s can be said of what payroll has, or may have, and has been silent about for too long',
    (finding) => {
      for (const isHeard of [true, false]) {
        const open = PAYOUT_STATES.flatMap((payout) =>
          DELIVERY_STATES.filter((delivery) => verdictOn(delivery, payout, finding, isHeard) === 'do').map(
            (delivery) => `${delivery}, ${payout}`,
          ),
        );
        expect(open).toEqual(['unclear, unknown', 'delivered, unknown']);
      }
      expect(verdictOn('delivered', outcomeSaid(finding) ?? 'unknown', finding, true)).toBe('done');
      for (const at of [never, here, there]) expect(mayPayTwice(finding, at, dropping)).toBe(true);
    },
  );
});

describe('mayPayTwice', () => {
  it('is so of what payroll is said never to have seen, unless it drops repeats where it may have had it', () => {
    for (const at of [never, here, there]) expect(mayPayTwice('never-seen', at, careless)).toBe(true);
    expect([never, here, there].map((at) => mayPayTwice('never-seen', at, dropping))).toEqual([false, false, true]);
  });

  it('is so of what was refused after it may have been taken', () => {
    expect([never, here, there].map((at) => mayPayTwice('send-again', at, careless))).toEqual([false, true, true]);
    expect([never, here, there].map((at) => mayPayTwice('send-again', at, dropping))).toEqual([false, false, true]);
  });

  it('is so of what is given up, since another payout pays it then', () => {
    for (const to of [careless, dropping])
      expect([never, here, there].map((at) => mayPayTwice('give-up', at, to))).toEqual([false, true, true]);
  });

  it('is never so of what payroll is said to have', () => {
    for (const at of [never, here, there]) expect(mayPayTwice('payroll-has-it', at, careless)).toBe(false);
  });
});
