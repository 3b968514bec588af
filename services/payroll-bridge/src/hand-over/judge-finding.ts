import type { FINDINGS } from '@goalbeat/contracts/payroll/hand-over-http';
import type { DeliveryState } from '@goalbeat/domain/payout/hand-over';
import type { PayoutState } from '@goalbeat/domain/payout/lifecycle';

type Finding = (typeof FINDINGS)[number];

export const isAnswered = (state: PayoutState): boolean =>
  state === 'accepted' || state === 'paid' || state === 'rejected' || state === 'reversed';

/** What a person's word on a payout that is stuck comes to. `done`: it is so already. */
export function verdictOn(
  delivery: DeliveryState,
  payout: PayoutState,
  finding: Finding,
): 'do' | 'done' | 'impossible' {
  // In doubt: the last request was cut, or payroll has been silent for too long.
  const inDoubt = delivery === 'unclear' || (delivery === 'delivered' && payout === 'unknown');
  switch (finding) {
    case 'send-again':
      if (delivery === 'waiting' || delivery === 'in-flight') return 'done';
      return delivery === 'refused' && !isAnswered(payout) ? 'do' : 'impossible';
    case 'never-seen':
      if (delivery === 'waiting' || delivery === 'in-flight') return 'done';
      return inDoubt && !isAnswered(payout) ? 'do' : 'impossible';
    case 'payroll-has-it':
      // Also of one that was answered: it settles a message that stayed in doubt.
      if (inDoubt) return 'do';
      return delivery === 'delivered' ? 'done' : 'impossible';
    case 'give-up':
      if (delivery === 'given-up') return 'done';
      return delivery === 'refused' && !isAnswered(payout) ? 'do' : 'impossible';
  }
}
