import { Link } from '@tanstack/react-router';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { payroll } from '../api/clients.js';
import { useCommand } from '../api/use-command.js';
import { ReasonDialog } from '../ask/reason-dialog.js';
import { Ago } from '../instant/instant.js';
import { Period } from '../instant/period.js';
import { compare } from '../money/amounts.js';
import { Money } from '../money/money.js';
import { useMay, useMe } from '../session/me.js';
import { Await } from '../states/await.js';
import { Empty } from '../states/empty.js';
import { PartDialog } from './part-dialog.js';
import { PAYOUT_CHANGES, useHeldLines, type HeldLine } from './payout-queries.js';
import styles from './payouts.module.css';

/** What was signed around: each waits for somebody to let it go on, whole or a part, or to give it up on its list. */
export function HeldLines() {
  const { t } = useTranslation('payouts');
  const goesOn = useMay('payroll.off-cycle.write');
  const held = useHeldLines();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState(false);
  const [part, setPart] = useState<HeldLine | null>(null);
  const letGo = useCommand({
    run: (reason: string) =>
      answer(payroll.POST('/v1/off-cycle-runs/held-lines', { body: { lineIds: [...chosen], reason } })),
    changes: PAYOUT_CHANGES,
    done: t('held.done'),
  });
  const choose = (id: string, on: boolean): void => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  return (
    <section className="stack" aria-label={t('tab.held')}>
      <p className="soft">{t('held.about')}</p>
      <Await
        of={held}
        isEmpty={(rows) => rows.length === 0}
        empty={<Empty title={t('held.none')} advice={t('held.noneAdvice')} />}
      >
        {(rows) => (
          <>
            <ul className={styles['held']}>
              {rows.map((line) => (
                <li key={line.id} className="card stack">
                  <Held
                    line={line}
                    chosen={chosen.has(line.id)}
                    {...(goesOn ? { onChoose: (on: boolean) => choose(line.id, on), onPart: () => setPart(line) } : {})}
                  />
                </li>
              ))}
            </ul>
            {held.hasNextPage ? (
              <Button loading={held.isFetchingNextPage} onClick={() => void held.fetchNextPage()}>
                {t('more')}
              </Button>
            ) : null}
          </>
        )}
      </Await>
      {goesOn && chosen.size > 0 ? (
        <Button type="primary" onClick={() => setAsked(true)}>
          {t('held.go', { count: chosen.size })}
        </Button>
      ) : null}
      {part === null ? null : <PartDialog line={part} onClose={() => setPart(null)} />}
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

interface HeldProps {
  line: HeldLine;
  chosen: boolean;
  onChoose?: (on: boolean) => void;
  onPart?: () => void;
}

function Held({ line, chosen, onChoose, onPart }: HeldProps) {
  const { t } = useTranslation('payouts');
  const mine = useMe().person?.id === line.personId;
  const left = line.stillHeld ?? line.amount;
  return (
    <>
      <div className="row apart">
        <span className="row">
          {onChoose === undefined || mine ? null : (
            <Checkbox
              aria-label={`${t('pick')} ${line.personName}`}
              checked={chosen}
              onChange={({ target }) => onChoose(target.checked)}
            />
          )}
          <strong>
            {line.personName} <span className="soft small">{line.personNumber}</span>
          </strong>
        </span>
        <span className={styles['left']}>
          <strong>
            <Money of={left} />
          </strong>
          {compare(left, line.amount) === 0 ? null : (
            <span className="soft small">
              {t('held.of')} <Money of={line.amount} />
            </span>
          )}
        </span>
      </div>
      <p>{line.heldReason}</p>
      <div className="row apart small">
        <span>
          <Link to="/bonus-lists/$listId" params={{ listId: line.listId }}>
            <Period of={line.period} />
          </Link>{' '}
          <span className="soft">
            <Ago at={line.since} />
          </span>
        </span>
        {onPart === undefined || mine ? null : (
          <Button size="small" onClick={onPart}>
            {t('part.go')}
          </Button>
        )}
      </div>
    </>
  );
}
