import { Button, Checkbox, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { payroll } from '../api/clients.js';
import { useCommand } from '../api/use-command.js';
import { ReasonDialog } from '../ask/reason-dialog.js';
import { Instant } from '../instant/instant.js';
import { useRowKeys } from '../keyboard/use-row-keys.js';
import { useNarrow } from '../look/use-narrow.js';
import { Money } from '../money/money.js';
import { useMay } from '../session/me.js';
import { Await } from '../states/await.js';
import { Empty } from '../states/empty.js';
import { VirtualTable, type Column } from '../virtual-table/virtual-table.js';
import { PayoutDrawer } from './payout-drawer.js';
import { PAYOUT_CHANGES, STATES, usePayouts, type Payout } from './payout-queries.js';
import { PayoutTag } from './payout-tag.js';
import styles from './payouts.module.css';

type Which = 'all' | Payout['state'];
const MOST_AT_ONCE = 500;

export function Payouts() {
  const { t } = useTranslation('payouts');
  const [which, setWhich] = useState<Which>('all');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const payouts = usePayouts(which === 'all' ? {} : { state: which });
  const paysAgain = useMay('payroll.off-cycle.write') && which === 'rejected';
  return (
    <section className="stack" aria-label={t('tab.all')}>
      <div className={styles['scroll']}>
        <Segmented
          aria-label={t('which')}
          value={which}
          options={['all' as const, ...STATES].map((value) => ({ value, label: t(`state.${value}`) }))}
          onChange={(next) => {
            setWhich(next);
            setChosen(new Set());
          }}
        />
      </div>
      {paysAgain ? <PayAgain chosen={chosen} onDone={() => setChosen(new Set())} /> : null}
      <Await
        of={payouts}
        isEmpty={(rows) => rows.length === 0}
        empty={<Empty title={t(which === 'all' ? 'none.title' : 'none.such')} advice={t('none.advice')} />}
      >
        {(rows) => (
          <Rows
            rows={rows}
            onEnd={() => {
              if (payouts.hasNextPage && !payouts.isFetching) void payouts.fetchNextPage();
            }}
            {...(paysAgain ? { chosen, onChosen: setChosen } : {})}
          />
        )}
      </Await>
    </section>
  );
}

interface RowsProps {
  rows: readonly Payout[];
  onEnd: () => void;
  chosen?: ReadonlySet<string>;
  onChosen?: (next: ReadonlySet<string>) => void;
}

function Rows({ rows, onEnd, chosen, onChosen }: RowsProps) {
  const { t } = useTranslation('payouts');
  const [openId, setOpenId] = useState<string | null>(null);
  const { at, go } = useRowKeys(rows.length, (row) => setOpenId(rows[row]?.id ?? null));
  const columns = useColumns(chosen, onChosen);
  const open = rows.find(({ id }) => id === openId);
  return (
    <>
      <VirtualTable
        label={t('tab.all')}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        rowHeight={60}
        at={at}
        onEnd={onEnd}
        onRow={(row, index) => {
          go(index);
          setOpenId(row.id);
        }}
      />
      {open === undefined ? null : <PayoutDrawer payout={open} onClose={() => setOpenId(null)} />}
    </>
  );
}

function useColumns(chosen: RowsProps['chosen'], onChosen: RowsProps['onChosen']): Column<Payout>[] {
  const { t } = useTranslation('payouts');
  const narrow = useNarrow();
  const pick: Column<Payout>[] =
    chosen === undefined || onChosen === undefined
      ? []
      : [
          {
            key: 'pick',
            title: <span className="unseen">{t('pick')}</span>,
            width: '2rem',
            cell: (row) => (
              <Checkbox
                aria-label={`${t('pick')} ${row.personName}`}
                checked={chosen.has(row.id)}
                disabled={!chosen.has(row.id) && chosen.size >= MOST_AT_ONCE}
                onClick={(event) => event.stopPropagation()}
                onChange={({ target }) => {
                  const next = new Set(chosen);
                  if (target.checked) next.add(row.id);
                  else next.delete(row.id);
                  onChosen(next);
                }}
              />
            ),
          },
        ];
  const who: Column<Payout> = {
    key: 'who',
    title: t('col.who'),
    width: 'minmax(8rem, 1.2fr)',
    cell: (row) => (
      <span className={styles['two']}>
        <span>{row.personName}</span>
        <small>
          {row.personNumber} · {row.period}
        </small>
      </span>
    ),
  };
  const amount: Column<Payout> = {
    key: 'amount',
    title: t('col.amount'),
    width: narrow ? '6.5rem' : '8rem',
    figures: true,
    cell: (row) => (
      <strong>
        <Money of={row.amount} />
      </strong>
    ),
  };
  const state: Column<Payout> = {
    key: 'state',
    title: t('col.state'),
    width: narrow ? '6.5rem' : '9rem',
    cell: (row) => <PayoutTag state={row.state} />,
  };
  if (narrow) return [...pick, who, amount, state];
  return [
    ...pick,
    who,
    amount,
    state,
    {
      key: 'answer',
      title: t('col.answer'),
      width: 'minmax(12rem, 1.6fr)',
      cell: (row) => (
        <span className={styles['two']}>
          <small>
            {row.rejection?.text ?? row.reference ?? t(row.state === 'paid' ? 'answer.paid' : 'answer.none')}
          </small>
        </span>
      ),
    },
    {
      key: 'at',
      title: t('col.at'),
      width: '11rem',
      cell: (row) => <Instant at={row.paidAt ?? row.answeredAt ?? row.requestedAt} />,
    },
  ];
}

function PayAgain({ chosen, onDone }: { chosen: ReadonlySet<string>; onDone: () => void }) {
  const { t } = useTranslation('payouts');
  const [asked, setAsked] = useState(false);
  const pay = useCommand({
    run: (reason: string) => answer(payroll.POST('/v1/off-cycle-runs', { body: { payoutIds: [...chosen], reason } })),
    changes: PAYOUT_CHANGES,
    done: t('again.done'),
  });
  return (
    <div className="row">
      <Button type="primary" disabled={chosen.size === 0} onClick={() => setAsked(true)}>
        {t('again.go', { count: chosen.size })}
      </Button>
      <span className="soft small">{t('again.hint')}</span>
      {asked ? (
        <ReasonDialog
          title={t('again.title', { count: chosen.size })}
          says={t('again.says')}
          go={t('again.confirm')}
          onClose={() => setAsked(false)}
          onGo={async (reason) => {
            await pay.mutateAsync(reason);
            onDone();
          }}
        />
      ) : null}
    </div>
  );
}
