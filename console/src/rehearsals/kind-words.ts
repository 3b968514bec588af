import { NOTICE_KINDS } from '@goalbeat/contracts/approvals/words';
import { useTranslation } from 'react-i18next';

const NOTICES = [...NOTICE_KINDS, 'step-reminder', 'ladder-reminder'] as const;
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

/** Kinds of notices and tasks in words; one of a later version stays as it is written. */
export function useKindWords(): { noticeOf: (kind: string) => string; todoOf: (what: string) => string } {
  const { t } = useTranslation('rehearsals');
  return {
    noticeOf: (kind) => {
      const known = NOTICES.find((one) => one === kind);
      return known === undefined ? kind : t(`notice.${known}`);
    },
    todoOf: (what) => {
      const known = TODOS.find((one) => one === what);
      return known === undefined ? what : t(`todo.${known}`);
    },
  };
}
