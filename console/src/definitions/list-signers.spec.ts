import { expect, it } from '@jest/globals';
import { readDraft } from './draft.js';
import { listSigners } from './list-signers.js';

const of = (chain: string) => listSigners(readDraft(`data:\n  chains:\n    bonus-list:\n${chain}`).value);

it('says who signs a list, above what and in which currency', () => {
  expect(
    of(`      - { id: review, name: Review }
      - { id: lead, name: Lead, when: { fact: amount, above: '50000', currency: CNY } }
      - { id: boss, when: [{ fact: amount, above: 90000 }] }
`),
  ).toEqual([
    { name: 'Review', limit: null },
    { name: 'Lead', limit: { above: '50000', currency: 'CNY' } },
    { name: 'boss', limit: { above: '90000', currency: null } },
  ]);
});

it('leaves out what is not readable yet', () => {
  expect(of('      - { when: { fact: amount } }\n      - 7\n      - { name: Lead, when: { fact: amount } }\n')).toEqual(
    [{ name: 'Lead', limit: null }],
  );
  expect(listSigners(undefined)).toEqual([]);
  expect(listSigners({ data: { chains: { 'bonus-list': 'nobody' } } })).toEqual([]);
});
