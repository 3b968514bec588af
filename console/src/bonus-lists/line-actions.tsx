import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { payroll } from '../api/clients.js';
import { useCommand } from '../api/use-command.js';
import { ReasonDialog } from '../ask/reason-dialog.js';
import { PartDialog } from '../payouts/part-dialog.js';
import { useMay, useMe } from '../session/me.js';
import { typedFigure } from '../money/typed-figure.js';
import styles from './bonus-lists.module.css';
import { LIST_CHANGES, useMyTask, type BonusLine, type BonusList } from './list-queries.js';

const DEEDS = ['adjust', 'hold', 'release', 'sign-hold', 'sign-release', 'go-on', 'give-up'] as const;
type Deed = (typeof DEEDS)[number];
const AMOUNT = /^\d{1,15}(\.\d{1,4})?$/;

/** What the reader may do with this line in the list's present state. */
function useDeeds(list: BonusList, line: BonusLine): Deed[] {
  const me = useMe();
  const [edits, holds, goesOn] = [
    useMay('payroll.list.edit'),
    useMay('payroll.list.hold'),
    useMay('payroll.off-cycle.write'),
  ];
  const task = useMyTask(list);
  if (me.person?.id === line.personId) return [];
  const held = line.state === 'held';
  if (list.state === 'draft' || list.state === 'returned') {
    return edits ? ['adjust', held ? 'release' : 'hold'] : [];
  }
  if (list.state === 'submitted') {
    return holds && task.data != null ? [held ? 'sign-release' : 'sign-hold'] : [];
  }
  if (!held) return [];
  return [...(goesOn ? ['go-on' as const] : []), ...(holds ? ['give-up' as const] : [])];
}

export function LineActions({ list, line }: { list: BonusList; line: BonusLine }) {
  const { t } = useTranslation('bonus-lists');
  const deeds = useDeeds(list, line);
  const [asked, setAsked] = useState<Deed | null>(null);
  const [part, setPart] = useState(false);
  const [amount, setAmount] = useState(line.amount.amount);
  const id = useId();
  const run = useLineCommand(list, line);
  if (deeds.length === 0) return null;
  return (
    <div className={styles['decide']}>
      {deeds.map((deed) => (
        <Button
          key={deed}
          danger={deed === 'give-up'}
          onClick={() => {
            setAmount(line.amount.amount);
            setAsked(deed);
          }}
        >
          {t(`deed.${deed}.go`)}
        </Button>
      ))}
      {deeds.includes('go-on') ? <Button onClick={() => setPart(true)}>{t('deed.part')}</Button> : null}
      {part ? <PartDialog line={line} onClose={() => setPart(false)} /> : null}
      {asked === null ? null : (
        <ReasonDialog
          title={t(`deed.${asked}.title`, { name: line.personName })}
          says={t(`deed.${asked}.says`)}
          go={t(`deed.${asked}.go`)}
          danger={asked === 'give-up'}
          ready={asked !== 'adjust' || (AMOUNT.test(amount) && amount !== line.amount.amount)}
          onClose={() => setAsked(null)}
          onGo={(reason) => run.mutateAsync({ deed: asked, reason, amount })}
        >
          {asked === 'adjust' ? (
            <div>
              <label htmlFor={id}>{t('deed.newAmount', { currency: line.amount.currency })}</label>
              <Input
                id={id}
                inputMode="decimal"
                value={amount}
                onChange={(event) => setAmount(typedFigure(event.target.value))}
              />
            </div>
          ) : null}
        </ReasonDialog>
      )}
    </div>
  );
}

function useLineCommand(list: BonusList, line: BonusLine) {
  const { t } = useTranslation('bonus-lists');
  return useCommand({
    run: async ({ deed, reason, amount }: { deed: Deed; reason: string; amount: string }): Promise<Deed> => {
      const params = { path: { id: list.id, lineId: line.id } };
      const { version } = line;
      if (deed === 'adjust') {
        const body = { version, action: deed, reason, amount: { amount, currency: line.amount.currency } };
        await answer(payroll.PATCH('/v1/bonus-lists/{id}/lines/{lineId}', { params, body }));
      } else if (deed === 'hold' || deed === 'release') {
        const body = { version, action: deed, reason };
        await answer(payroll.PATCH('/v1/bonus-lists/{id}/lines/{lineId}', { params, body }));
      } else if (deed === 'sign-hold' || deed === 'sign-release') {
        const body = { version, held: deed === 'sign-hold', reason };
        await answer(payroll.PUT('/v1/bonus-lists/{id}/lines/{lineId}/hold', { params, body }));
      } else if (deed === 'give-up') {
        await answer(payroll.POST('/v1/bonus-lists/{id}/lines/{lineId}/cancel', { params, body: { version, reason } }));
      } else {
        await answer(payroll.POST('/v1/off-cycle-runs/held-lines', { body: { lineIds: [line.id], reason } }));
      }
      return deed;
    },
    changes: LIST_CHANGES,
    done: (deed) => t(`deed.${deed}.done`),
  });
}
