import type { NoticeKind } from '@goalbeat/contracts/approvals/words';
import { useTranslation } from 'react-i18next';

type Kind = NoticeKind | 'step-reminder' | 'ladder-reminder';
/** All of them, or it does not compile. */
const NOTICES: Readonly<Record<Kind, true>> = {
  reminder: true,
  'step-reminder': true,
  'ladder-reminder': true,
  escalation: true,
  reassigned: true,
  'handed-to-hr': true,
  returned: true,
  rejected: true,
  approved: true,
  'report-asked': true,
  'cycle-pause': true,
  'cycle-resume': true,
  'cycle-extend': true,
  'cycle-close-now': true,
  'cycle-cancel': true,
  'sheet-changed': true,
  'result-published': true,
  'weekly-report': true,
  'delegation-planned': true,
  'delegation-began': true,
  'delegation-ended': true,
  'delegation-returned': true,
  'delegation-called-off': true,
  'payouts-stopped': true,
  'payouts-released': true,
  'pay-held': true,
  'held-pay-given-up': true,
  'line-given-up': true,
  'pay-kept-back': true,
  'lines-kept-back': true,
  'pay-corrected': true,
  paid: true,
};
const TODOS = [
  'make-plan',
  'make-report',
  'submit-bonus-list',
  'plan',
  'report',
  'results',
  'bonus-list',
  'payout-rejected',
] as const;
const isKnown = (kind: string): kind is Kind => Object.hasOwn(NOTICES, kind);

/** Kinds of notices and tasks in words; one of a later version stays as it is written. */
export function useKindWords(): { noticeOf: (kind: string) => string; todoOf: (what: string) => string } {
  const { t } = useTranslation('rehearsals');
  return {
    noticeOf: (kind) => (isKnown(kind) ? t(`notice.${kind}`) : kind),
    todoOf: (what) => {
      const known = TODOS.find((one) => one === what);
      return known === undefined ? what : t(`todo.${known}`);
    },
  };
}
