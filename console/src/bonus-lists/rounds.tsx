import { useQuery } from '@tanstack/react-query';
import { Button, Drawer, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { payroll } from '../api/clients.js';
import { oneKey } from '../api/keys.js';
import { usePages } from '../api/queries.js';
import { Instant } from '../instant/instant.js';
import { useNarrow } from '../look/use-narrow.js';
import { Money } from '../money/money.js';
import { PersonName } from '../names/names.js';
import { Await } from '../states/await.js';
import { Empty } from '../states/empty.js';
import styles from './bonus-lists.module.css';
import type { BonusList } from './list-queries.js';

/** Each time the list was handed in, and what is another since. */
export function Rounds({ list }: { list: BonusList }) {
  const { t } = useTranslation('bonus-lists');
  const narrow = useNarrow();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('rounds.go')}</Button>
      {open ? (
        <Drawer
          open
          size={narrow ? '100%' : 640}
          title={t('rounds.title')}
          onClose={() => setOpen(false)}
          closable={{ 'aria-label': t('close') }}
        >
          <RoundList list={list} />
        </Drawer>
      ) : null}
    </>
  );
}

function RoundList({ list }: { list: BonusList }) {
  const { t } = useTranslation('bonus-lists');
  const [from, setFrom] = useState<number | null>(null);
  const rounds = useQuery({
    queryKey: oneKey('payroll', 'bonus-list', list.id, 'rounds'),
    queryFn: () => answer(payroll.GET('/v1/bonus-lists/{id}/rounds', { params: { path: { id: list.id } } })),
  });
  return (
    <Await
      of={rounds}
      isEmpty={({ items }) => items.length === 0}
      empty={<Empty title={t('rounds.none')} advice={t('rounds.noneAdvice')} />}
    >
      {({ items }) => {
        const first = from ?? items.at(-2)?.round ?? null;
        return (
          <div className="stack">
            <ol className={styles['steps']}>
              {items.map((round) => (
                <li key={round.round} className={styles['step']} data-state="approved">
                  <strong>
                    {t('rounds.of', { round: round.round })} · <Money of={round.total} />
                  </strong>
                  <span className="soft small">
                    <PersonName id={round.makerId} /> · <Instant at={round.submittedAt} /> ·{' '}
                    {t('rounds.counts', { lines: round.lines, held: round.held })}
                  </span>
                </li>
              ))}
            </ol>
            {first === null ? (
              <p className="soft">{t('rounds.onlyOne')}</p>
            ) : (
              <>
                <div className="row">
                  <label htmlFor="since-round">{t('rounds.since')}</label>
                  <Select
                    id="since-round"
                    value={first}
                    onChange={setFrom}
                    options={items
                      .slice(0, -1)
                      .map(({ round }) => ({ value: round, label: t('rounds.of', { round }) }))}
                  />
                </div>
                <Diff list={list} round={first} to={items.at(-1)?.round ?? first} />
              </>
            )}
          </div>
        );
      }}
    </Await>
  );
}

function Diff({ list, round, to }: { list: BonusList; round: number; to: number }) {
  const { t } = useTranslation('bonus-lists');
  const diff = usePages(oneKey('payroll', 'bonus-list', list.id, 'diff', round, to), (after) =>
    answer(
      payroll.GET('/v1/bonus-lists/{id}/rounds/{round}/diff', {
        params: { path: { id: list.id, round }, query: { to, limit: 100, ...(after === undefined ? {} : { after }) } },
      }),
    ),
  );
  return (
    <Await of={diff} isEmpty={(rows) => rows.length === 0} empty={<p className="soft">{t('rounds.same')}</p>}>
      {(rows) => (
        <>
          <ul className="stack">
            {rows.map((row) => (
              <li key={row.lineId} className={styles['changed']}>
                <div className="row apart">
                  <strong>
                    {row.personName} <span className="soft small">{row.personNumber}</span>
                  </strong>
                  <span className="tag calm">{t(`rounds.change.${row.change}`)}</span>
                </div>
                <span className="figures">
                  <Side of={row.before} /> → <Side of={row.after} />
                </span>
                {row.reason === null ? null : <span className="soft small">{row.reason}</span>}
              </li>
            ))}
          </ul>
          {diff.hasNextPage ? <Button onClick={() => void diff.fetchNextPage()}>{t('more')}</Button> : null}
        </>
      )}
    </Await>
  );
}

function Side({ of }: { of: { amount: { amount: string; currency: string }; state: string } | null }) {
  const { t } = useTranslation('bonus-lists');
  if (of === null) return <>–</>;
  return (
    <>
      <Money of={of.amount} />
      {of.state === 'held' ? ` (${t('line.held')})` : ''}
    </>
  );
}
