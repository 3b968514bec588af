import { describe, expect, it } from '@jest/globals';
import type { Chain, ChainStep } from '@goalbeat/domain/approval/chain';
import { signersChain } from './signers-chain.js';

const step = (id: string, above?: string): ChainStep => ({
  id,
  name: id,
  assign: { kind: 'role', role: id === 'review' ? 'finance-reviewer' : 'finance-lead', scope: 'tenant' },
  mode: 'any',
  ...(above === undefined ? {} : { when: { fact: 'amount', above } }),
  ladder: { due: { workingHours: 4 }, remindBefore: [], escalateAfter: [], last: { action: 'hand-to-hr', after: 8 } },
});
const chain: Chain = [step('review'), step('lead', '100000')];
const of = (people: string[], over: { byStep?: string[][]; decider?: string; hr?: string[] } = {}) =>
  signersChain(
    { chain, finalDecider: 'S1' },
    {
      people: new Set(people),
      byStep: over.byStep ?? [['reviewer'], ['lead']],
      decider: over.decider ?? 'boss',
      hr: new Set(over.hr),
    },
  );

describe('signersChain', () => {
  it('asks the next signer, whatever the amount', () => {
    expect(of(['reviewer'])).toEqual([step('lead')]);
  });

  it('asks the final decider about the last signer, or all of them', () => {
    for (const people of [['lead'], ['reviewer', 'lead']])
      expect(of(people)).toMatchObject([{ id: 'final-decider', assign: { kind: 'person', number: 'S1' } }]);
  });

  it('asks another signer about the final decider', () => {
    expect(of(['lead'], { decider: 'lead' })).toEqual([step('review')]);
    expect(of(['lead'], { decider: 'lead', byStep: [['lead'], ['lead', 'lead2']] })).toEqual([step('lead')]);
  });

  it('leaves it to the named person’s own line of managers when nobody else signs', () => {
    expect(of(['reviewer', 'lead'], { decider: 'lead' })).toMatchObject([{ id: 'final-decider' }]);
  });

  it('asks nobody of HR, as the final decider or with a role in finance besides', () => {
    expect(of(['lead'], { hr: ['boss'] })).toEqual([step('review')]);
    const both = { byStep: [['reviewer'], ['lead', 'both']], hr: ['both'] };
    expect(of(['reviewer', 'lead'], both)).toMatchObject([{ id: 'final-decider' }]);
    expect(() => of(['reviewer', 'lead'], { ...both, hr: ['both', 'boss'] })).toThrow(
      expect.objectContaining({ code: 'nobody-to-approve', message: expect.stringMatching(/of HR.*from S1/) }),
    );
  });

  it('wants somebody named', () => {
    const nobody = { people: new Set<string>(), byStep: [], decider: null, hr: new Set<string>() };
    expect(() => signersChain({ chain, finalDecider: null }, nobody)).toThrow(
      expect.objectContaining({ code: 'nobody-to-approve' }),
    );
  });
});
