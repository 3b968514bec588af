import { Button, Checkbox, Input, Radio, Select } from 'antd';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { problemWords } from '../api/problem-words.js';
import { asDecimal } from '../templates/as-decimal.js';
import { useMe, useZone } from '../session/me.js';
import styles from './first-run.module.css';
import { GOALS, WORK, targetOf, workOf, type FamilyWeek, type GoalCode, type Work } from './ready-week.js';
import { RHYTHMS, SHAPES, type Rhythm } from './rhythms.js';
import { hasFinance, type Person } from './standing.js';
import { useSaveWeek } from './use-save-week.js';

interface Row extends FamilyWeek {
  readonly people: number;
  readonly takesPart: boolean;
}

/** Job families that do the work of a week; who leads and signs is seldom measured by it at first. */
const NOT_AT_FIRST = /management|administration|board|管理|董事/i;

/** Whoever founded the company is no part of its week. */
const isAdmin = ({ roles }: Person): boolean => roles.some(({ role }) => role === 'admin');
const rowsOf = (people: readonly Person[]): Row[] =>
  [
    ...Map.groupBy(
      people.filter((one) => !isAdmin(one)),
      ({ jobFamily }) => jobFamily,
    ),
  ]
    .map(([family, of]) => ({
      family,
      people: of.length,
      work: workOf(family),
      targets: {},
      takesPart: !NOT_AT_FIRST.test(family),
    }))
    .toSorted((a, b) => b.people - a.people);

/** A ready week or month: its rhythm, who takes part, and what is asked of each job family. Only numbers are typed. */
export function DefinitionStep({ people }: { people: readonly Person[] }) {
  const { t } = useTranslation('first-run');
  const { t: say } = useTranslation('problem');
  const me = useMe();
  const zone = useZone();
  const [rows, setRows] = useState(() => rowsOf(people));
  const [rhythm, setRhythm] = useState<Rhythm>('week');
  const { period, scores, days } = SHAPES[rhythm];
  const mayPay = scores && hasFinance(people);
  const [wantsToPay, setPays] = useState(false);
  const pays = wantsToPay && mayPay;
  const [typed, setBase] = useState<string>();
  const base = typed ?? SHAPES[rhythm].base;
  const save = useSaveWeek({ zone, people });
  const set = (family: string, part: Partial<Row>): void =>
    setRows(rows.map((row) => (row.family === family ? { ...row, ...part } : row)));
  const taking = rows.filter(({ takesPart }) => takesPart);
  const numbers = taking.flatMap(({ work, targets }) =>
    GOALS[work].map((goal) => targets[goal.code] ?? targetOf(goal, rhythm)),
  );
  const ready =
    taking.length > 0 && numbers.every((one) => asDecimal(one) !== null) && (!pays || asDecimal(base) !== null);
  return (
    <form
      className="card stack"
      aria-labelledby="definition"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (ready) save.mutate({ rhythm, families: taking, base: pays ? base : null });
      }}
    >
      <div>
        <h2 id="definition">{t('definition.title')}</h2>
        <p>{t('definition.lead', { name: me.tenant.name })}</p>
      </div>
      <fieldset className={styles['rhythms']}>
        <legend className="soft small">{t('definition.rhythmLabel')}</legend>
        <Radio.Group value={rhythm} onChange={({ target }) => setRhythm(target.value as Rhythm)}>
          {RHYTHMS.map((one) => (
            <Radio key={one} value={one}>
              <b>{t(`definition.rhythm.${one}.name`)}</b>{' '}
              <span className="soft small">{t(`definition.rhythm.${one}.says`)}</span>
            </Radio>
          ))}
        </Radio.Group>
      </fieldset>
      <ul className={styles['rhythm']}>
        {days.map((day) => (
          <li key={day}>
            <b>{t(`definition.day.${day}.when`)}</b>
            <span>{t(`definition.day.${day}.what`)}</span>
          </li>
        ))}
      </ul>
      <h3>{t('definition.families')}</h3>
      <ul className={styles['families']}>
        {rows.map((row) => (
          <FamilyRow key={row.family} row={row} rhythm={rhythm} onChange={(part) => set(row.family, part)} />
        ))}
      </ul>
      {scores ? (
        <div className="row">
          <Checkbox checked={pays} disabled={!mayPay} onChange={({ target }) => setPays(target.checked)}>
            {t('definition.pays')}
          </Checkbox>
          {pays ? (
            <label className={styles['inline']}>
              <span>{t(`definition.base.${period}`, { currency: me.tenant.currency })}</span>
              <Input inputMode="decimal" value={base} onChange={({ target }) => setBase(target.value)} />
            </label>
          ) : null}
        </div>
      ) : null}
      <p className="soft small">
        {t(!scores ? 'definition.paysNothing' : mayPay ? 'definition.paysHelp' : 'definition.paysNobody')}
      </p>
      {save.error === null ? null : (
        <p role="alert" className={styles['refused']}>
          {problemWords(save.error, say).advice}
        </p>
      )}
      <div>
        <Button type="primary" size="large" htmlType="submit" disabled={!ready} loading={save.isPending}>
          {t('definition.go')}
        </Button>
      </div>
    </form>
  );
}

interface FamilyRowProps {
  row: Row;
  rhythm: Rhythm;
  onChange: (part: Partial<Row>) => void;
}

function FamilyRow({ row, rhythm, onChange }: FamilyRowProps) {
  const { t } = useTranslation('first-run');
  const { family, people, work, targets, takesPart } = row;
  const setTarget = (code: GoalCode, target: string): void => onChange({ targets: { ...targets, [code]: target } });
  return (
    <li data-out={takesPart ? undefined : true}>
      <Checkbox checked={takesPart} onChange={({ target }) => onChange({ takesPart: target.checked })}>
        <b>{family}</b> <span className="soft small figures">{t('definition.people', { count: people })}</span>
      </Checkbox>
      {takesPart ? (
        <>
          <Select<Work>
            aria-label={t('definition.workOf', { family })}
            value={work}
            options={WORK.map((one) => ({ value: one, label: t(`work.${one}`) }))}
            onChange={(next) => onChange({ work: next, targets: {} })}
          />
          <span className={styles['goals']}>
            {GOALS[work].map((goal) => {
              const { code, weight } = goal;
              const value = targets[code] ?? targetOf(goal, rhythm);
              return (
                <label key={code}>
                  <span>
                    {t(`goal.${code}.title`)} <span className="soft small figures">{weight}%</span>
                  </span>
                  <Input
                    inputMode="decimal"
                    aria-label={t('definition.targetOf', { goal: t(`goal.${code}.title`), family })}
                    value={value}
                    status={asDecimal(value) === null ? 'error' : ''}
                    suffix={t(`goal.${code}.unit`)}
                    onChange={(event) => setTarget(code, event.target.value)}
                  />
                </label>
              );
            })}
          </span>
        </>
      ) : (
        <span className="soft small">{t('definition.out')}</span>
      )}
    </li>
  );
}
