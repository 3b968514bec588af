import type { FINDINGS } from '@goalbeat/contracts/payroll/hand-over-http';
import type { DeliveryState } from '@goalbeat/domain/payout/hand-over';
import type { PayoutState } from '@goalbeat/domain/payout/lifecycle';

type Finding = (typeof FINDINGS)[number];

export const isAnswered = (state: PayoutState): boolean =>
  state === 'accepted' || state === 'paid' || state === 'rejected' || state === 'reversed';

/** Payroll's word that two people of finance bring where payroll itself does not answer any more; null: it is no answer. */
export function outcomeSaid(finding: Finding): 'paid' | 'rejected' | null {
  if (finding === 'payroll-paid-it') return 'paid';
  return finding === 'payroll-rejected-it' ? 'rejected' : null;
}

/**
 * What a person's word on a payout that is stuck comes to. `done`: it is so already.
 * @param isHeard payroll has said something of the payout, however long ago: it has it, and only payroll can deny that
 */
export function verdictOn(
  delivery: DeliveryState,
  payout: PayoutState,
  finding: Finding,
  isHeard: boolean,
): 'do' | 'done' | 'impossible' {
  // In doubt: the last request was cut, or payroll has been silent for too long.
  const inDoubt = delivery === 'unclear' || (delivery === 'delivered' && payout === 'unknown');
  const isKnown = isHeard || isAnswered(payout);
  switch (finding) {
    case 'send-again':
      if (delivery === 'waiting' || delivery === 'in-flight') return 'done';
      return delivery === 'refused' && !isKnown ? 'do' : 'impossible';
    case 'never-seen':
      if (delivery === 'waiting' || delivery === 'in-flight') return 'done';
      return inDoubt && !isKnown ? 'do' : 'impossible';
    case 'payroll-has-it':
      // Also of one that was answered: it settles a message that stayed in doubt.
      if (inDoubt || (delivery === 'refused' && isHeard)) return 'do';
      return delivery === 'delivered' ? 'done' : 'impossible';
    case 'give-up':
      if (delivery === 'given-up') return 'done';
      return delivery === 'refused' && !isKnown ? 'do' : 'impossible';
    case 'payroll-paid-it':
    case 'payroll-rejected-it':
      if (payout === outcomeSaid(finding)) return 'done';
      // Silent for too long, whatever it said before: as long as it may answer by itself nobody answers for it.
      return inDoubt && payout === 'unknown' ? 'do' : 'impossible';
  }
}

/**
 * Whether a second payment, or none, may come of it when the person is wrong, so that another one confirms it. What payroll drops by its key it
 * drops only where it had it: at the same address.
 * @param perhapsAt address at which a request may have been taken; null: none was
 */
export function mayPayTwice(
  finding: Finding,
  { perhapsAt }: { perhapsAt: string | null },
  { drops, url }: { drops: boolean; url: string | null },
): boolean {
  const isDropped = drops && (perhapsAt === null || perhapsAt === url);
  switch (finding) {
    case 'payroll-has-it':
      return false;
    case 'never-seen':
      return !isDropped;
    case 'send-again':
      return perhapsAt !== null && !isDropped;
    case 'give-up':
      // Then another payout pays it.
      return perhapsAt !== null;
    case 'payroll-paid-it':
    case 'payroll-rejected-it':
      return true;
  }
}
