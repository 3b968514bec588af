import { Link } from '@tanstack/react-router';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { payroll } from '../api/clients.js';
import { useCommand } from '../api/use-command.js';
import { ReasonDialog } from '../ask/reason-dialog.js';
import { Period } from '../instant/period.js';
import { Money } from '../money/money.js';
import { useMay } from '../session/me.js';
import { Await } from '../states/await.js';
import { Empty } from '../states/empty.js';
import { PAYOUT_CHANGES, useHeldLines } from './payout-queries.js';
import styles from './payouts.module.css';

/** What was signed around: each waits for somebody to let it go on, or to give it up on its list. */
export function HeldLines() {
  const { t } = useTranslation('payouts');
  const goesOn = useMay('payroll.off-cycle.write');
  const held = useHeldLines();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState(false);
  const letGo = useCommand({
    run: (reason: string) =>
      answer(payroll.POST('/v1/off-cycle-runs/held-lines', { body: { lineIds: [...chosen], reason } })),
    changes: PAYOUT_CHANGES,
    done: t('held.done'),
  });
  return (
    <section className="stack" aria-label={t('tab.held')}>
      <p className="soft">{t('held.about')}</p>
      <Await
        of={held}
        isEmpty={(rows) => rows.length === 0}
        empty={<Empty title={t('held.none')} advice={t('held.noneAdvice')} />}
      >
        {(rows) => (
          <ul className={styles['held']}>
            {rows.map(({ list, line }) => (
              <li key={line.id} className="card">
                <div className="row apart">
                  <span className="row">
                    {goesOn ? (
                      <Checkbox
                        aria-label={`${t('pick')} ${line.personName}`}
                        checked={chosen.has(line.id)}
                        onChange={({ target }) => {
                          const next = new Set(chosen);
                          if (target.checked) next.add(line.id);
                          else next.delete(line.id);
                          setChosen(next);
                        }}
                      />
                    ) : null}
                    <strong>
                      {line.personName} <span className="soft small">{line.personNumber}</span>
                    </strong>
                  </span>
                  <strong>
                    <Money of={line.amount} />
                  </strong>
                </div>
                <p>{line.heldReason}</p>
                <Link to="/bonus-lists/$listId" params={{ listId: list.id }} className="small">
                  <Period of={list.period} />
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Await>
      {goesOn && chosen.size > 0 ? (
        <Button type="primary" onClick={() => setAsked(true)}>
          {t('held.go', { count: chosen.size })}
        </Button>
      ) : null}
      {asked ? (
        <ReasonDialog
          title={t('held.title', { count: chosen.size })}
          says={t('again.says')}
          go={t('again.confirm')}
          onClose={() => setAsked(false)}
          onGo={async (reason) => {
            await letGo.mutateAsync(reason);
            setChosen(new Set());
          }}
        />
      ) : null}
    </section>
  );
}
