import type { components } from '@goalbeat/api-client/generated/payroll';
import { Button, Drawer, Input } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { payroll } from '../api/clients.js';
import { useCommand } from '../api/use-command.js';
import { useNarrow } from '../look/use-narrow.js';
import { less, signOf } from '../money/amounts.js';
import type { Amount } from '../money/format-amount.js';
import { Money } from '../money/money.js';
import { useUnitNames } from '../names/names.js';
import { typedFigure } from '../money/typed-figure.js';
import { Band } from './band.js';
import styles from './bonus-lists.module.css';
import { BudgetBar, SinceLast } from './budget-bar.js';
import type { BonusList } from './list-queries.js';

type Result = components['schemas']['WhatIfResult'];
const FACTOR = /^\d{1,2}(\.\d{1,6})?$/;
const BUDGET = /^\d{1,15}(\.\d{1,4})?$/;

/** The list reckoned otherwise, without anything being written. */
export function WhatIf({ list }: { list: BonusList }) {
  const { t } = useTranslation('bonus-lists');
  const narrow = useNarrow();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('whatIf.go')}</Button>
      {open ? (
        <Drawer
          open
          size={narrow ? '100%' : 680}
          title={t('whatIf.title')}
          onClose={() => setOpen(false)}
          closable={{ 'aria-label': t('close') }}
        >
          <Reckon list={list} />
        </Drawer>
      ) : null}
    </>
  );
}

function Reckon({ list }: { list: BonusList }) {
  const { t } = useTranslation('bonus-lists');
  const id = useId();
  const [amounts, setAmounts] = useState('1');
  const [multipliers, setMultipliers] = useState('1');
  const [budget, setBudget] = useState(list.budget?.amount ?? '');
  const right = FACTOR.test(amounts) && FACTOR.test(multipliers) && (budget === '' || BUDGET.test(budget));
  const reckon = useCommand({
    run: () =>
      answer(
        payroll.POST('/v1/bonus-lists/{id}/what-if', {
          params: { path: { id: list.id } },
          body: { scale: { amounts, multipliers }, ...(budget === '' ? {} : { budget }) },
        }),
      ),
    changes: [],
  });
  const fields = [
    ['amounts', amounts, setAmounts],
    ['multipliers', multipliers, setMultipliers],
    ['budget', budget, setBudget],
  ] as const;
  return (
    <div className="stack">
      <p className="soft">{t('whatIf.says')}</p>
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          if (right) reckon.mutate();
        }}
      >
        {fields.map(([name, value, set]) => (
          <div key={name}>
            <label htmlFor={`${id}-${name}`}>{t(`whatIf.${name}`)}</label>
            <Input
              id={`${id}-${name}`}
              inputMode="decimal"
              value={value}
              onChange={(event) => set(typedFigure(event.target.value))}
            />
          </div>
        ))}
        <Button type="primary" htmlType="submit" disabled={!right} loading={reckon.isPending}>
          {t('whatIf.reckon')}
        </Button>
      </form>
      {reckon.data === undefined ? null : <Outcome result={reckon.data} />}
    </div>
  );
}

function Outcome({ result }: { result: Result }) {
  const { t } = useTranslation('bonus-lists');
  const units = useUnitNames();
  return (
    <div className="stack" aria-live="polite">
      <strong className={styles['big']}>
        <Money of={result.after} />
      </strong>
      <SinceLast now={result.after} last={result.before} />
      {result.budget === null ? null : <BudgetBar total={result.after} budget={result.budget} />}
      <p className="soft">{t('whatIf.changed', { count: result.changed })}</p>
      {result.noRate > 0 ? <p className="late">{t('whatIf.noRate', { count: result.noRate })}</p> : null}
      <Sums
        title={t('whatIf.units')}
        rows={result.units.map((unit) => ({ key: unit.unitId, name: units.get(unit.unitId) ?? '–', ...unit }))}
      />
      <Sums
        title={t('whatIf.bands')}
        rows={result.bands.map((band) => ({ key: band.band, name: <Band of={band.band} />, ...band }))}
      />
      <Sums
        title={t('whatIf.people')}
        rows={result.people.map((person) => ({
          key: person.personId,
          name: `${person.personName} · ${person.personNumber}`,
          ...person,
        }))}
      />
    </div>
  );
}

interface SumRow {
  key: string;
  name: React.ReactNode;
  before: Amount;
  after: Amount;
}

function Sums({ title, rows }: { title: string; rows: readonly SumRow[] }) {
  const { t } = useTranslation('bonus-lists');
  if (rows.length === 0) return null;
  return (
    <div className={styles['scroll']}>
      <table className={styles['sheet']}>
        <caption className="unseen">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{title}</th>
            <th scope="col" data-figures>
              {t('whatIf.before')}
            </th>
            <th scope="col" data-figures>
              {t('whatIf.after')}
            </th>
            <th scope="col" data-figures>
              {t('whatIf.difference')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, before, after }) => {
            const by = less(after, before);
            return (
              <tr key={key}>
                <td>{name}</td>
                <td data-figures>
                  <Money of={before} />
                </td>
                <td data-figures>
                  <Money of={after} />
                </td>
                <td data-figures>
                  {signOf(by) > 0 ? '+' : ''}
                  <Money of={by} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
