import { Input } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { payroll } from '../api/clients.js';
import { useCommand } from '../api/use-command.js';
import { ReasonDialog } from '../ask/reason-dialog.js';
import type { Amount } from '../money/format-amount.js';
import { formatAmount } from '../money/format-amount.js';
import { useLanguage } from '../words/use-language.js';
import { typedFigure } from '../money/typed-figure.js';
import { isPart } from './is-part.js';
import { PAYOUT_CHANGES } from './payout-queries.js';

interface PartDialogProps {
  line: {
    readonly id: string;
    readonly personName: string;
    readonly amount: Amount;
    readonly stillHeld: Amount | null;
  };
  onClose: () => void;
}

/** So much of a held line now; the rest stays held, and says why. */
export function PartDialog({ line, onClose }: PartDialogProps) {
  const { t } = useTranslation('payouts');
  const language = useLanguage();
  const id = useId();
  const [amount, setAmount] = useState('');
  const [rest, setRest] = useState('');
  const left = line.stillHeld ?? line.amount;
  const pay = useCommand({
    run: (reason: string) =>
      answer(
        payroll.POST('/v1/off-cycle-runs/held-lines', {
          body: {
            lineIds: [line.id],
            reason,
            parts: [{ lineId: line.id, amount: { amount, currency: left.currency }, rest: rest.trim() }],
          },
        }),
      ),
    changes: PAYOUT_CHANGES,
    done: t('part.done'),
  });
  return (
    <ReasonDialog
      title={t('part.title', { name: line.personName })}
      says={t('part.says', { left: formatAmount(left, language) })}
      go={t('part.confirm')}
      ready={isPart(amount, left) && rest.trim() !== ''}
      onClose={onClose}
      onGo={(reason) => pay.mutateAsync(reason)}
    >
      <div>
        <label htmlFor={`${id}-amount`}>{t('part.amount', { currency: left.currency })}</label>
        <Input
          id={`${id}-amount`}
          inputMode="decimal"
          value={amount}
          status={amount !== '' && !isPart(amount, left) ? 'error' : ''}
          onChange={({ target }) => setAmount(typedFigure(target.value))}
        />
      </div>
      <div>
        <label htmlFor={`${id}-rest`}>{t('part.rest')}</label>
        <Input id={`${id}-rest`} maxLength={2_000} value={rest} onChange={({ target }) => setRest(target.value)} />
      </div>
    </ReasonDialog>
  );
}
