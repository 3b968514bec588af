import type { Chain } from '@goalbeat/domain/approval/chain';
import { signingRoles } from '@goalbeat/domain/approval/money-signers';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { RunRow } from '../payout-run/payout-run.repository.js';

/**
 * Who decides about the signers' own lines (D4): the next signer after the last of those on the list; at last the one named person;
 * and where that person is on the list or of HR, who sign nothing (`hr`), the last of the other signers.
 * Raises nobody-to-approve when the plan names nobody, or nobody but HR is left.
 */
export function signersChain(
  run: Pick<RunRow, 'chain' | 'finalDecider'>,
  on: {
    people: ReadonlySet<string>;
    byStep: readonly (readonly string[])[];
    decider: string | null;
    hr: ReadonlySet<string>;
  },
): Chain {
  const last = run.chain.at(-1);
  if (last === undefined || run.finalDecider === null) {
    throw new DomainError('nobody-to-approve', 'The pay plan names nobody who decides about the signers.', {
      field: 'finalDecider',
    });
  }
  const isFree = (step: number): boolean =>
    (on.byStep[step] ?? []).some((personId) => !on.people.has(personId) && !on.hr.has(personId));
  const highest = on.byStep.findLastIndex((holders) => holders.some((personId) => on.people.has(personId)));
  const steps = run.chain.map((_step, at) => at);
  const next = steps.find((step) => step > highest && isFree(step));
  const isDeciderOn = on.decider !== null && on.people.has(on.decider);
  const isOfHr = on.decider !== null && on.hr.has(on.decider);
  const chosen = next ?? (isDeciderOn || isOfHr ? steps.findLast(isFree) : undefined);
  const step = chosen === undefined ? undefined : run.chain[chosen];
  if (step !== undefined) {
    // Whatever the amount is: somebody signs.
    const { when, ...always } = step;
    void when;
    return [always];
  }
  if (isOfHr) {
    const why = `The final decider is of HR, which signs no money, and nobody else is left to sign: give somebody else of finance a role that signs, or take the role of HR from ${run.finalDecider}.`;
    throw new DomainError('nobody-to-approve', why, { field: 'finalDecider' });
  }
  return [
    {
      id: 'final-decider',
      name: last.name,
      assign: { kind: 'person', number: run.finalDecider },
      mode: 'any',
      ladder: last.ladder,
    },
  ];
}

/** Where nobody of finance is left for a link, or they do not decide in time, the plan's final decider is asked at last. */
export const withFinalDecider = (chain: Chain, { finalDecider }: Pick<RunRow, 'finalDecider'>): Chain =>
  chain.map((step) =>
    finalDecider === null || step.finalDecider !== undefined || signingRoles(step.assign) === null
      ? step
      : { ...step, finalDecider },
  );
