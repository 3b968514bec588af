import { localOf } from '@goalbeat/domain/calendar/zone';
import { useQuery } from '@tanstack/react-query';
import { Button, InputNumber, Modal, Segmented, Select } from 'antd';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { goals } from '../api/clients.js';
import { oneKey } from '../api/keys.js';
import { problemWords } from '../api/problem-words.js';
import { useCommand } from '../api/use-command.js';
import type { Definition } from '../definitions/definition-queries.js';
import { useNow } from '../instant/business-clock.js';
import { formatPeriod } from '../instant/format-period.js';
import { useZone } from '../session/me.js';
import { useLanguage } from '../words/use-language.js';
import {
  DECIDING,
  HABITS,
  MOODS,
  OWN,
  asAsked,
  punctual,
  type Deciding,
  type Habits,
  type Mood,
  type Own,
} from './habits.js';
import { REHEARSALS, type Rehearsal } from './rehearsal-queries.js';
import styles from './rehearsals.module.css';

const PERIODS = 5;
const MOST_SEED = 1_000_000_000;

interface StartDialogProps {
  definitions: readonly Definition[];
  first: Definition | undefined;
  onEnd: () => void;
  onStarted: (rehearsal: Rehearsal) => void;
}

/** Which definition, which period, and how people will behave. */
export function StartDialog({ definitions, first, onEnd, onStarted }: StartDialogProps) {
  const { t } = useTranslation('rehearsals');
  const { t: say } = useTranslation('problem');
  const [definitionId, choose] = useState(first?.id ?? '');
  const [period, setPeriod] = useState<string>();
  const [habits, setHabits] = useState<Habits>(HABITS.usual);
  const [seed, setSeed] = useState(1);
  const start = useCommand({
    run: () =>
      answer(
        goals.POST('/v1/cycle-definitions/{id}/rehearsals', {
          params: { path: { id: definitionId } },
          body: { ...asAsked(habits), ...(period === undefined ? {} : { period }), rate: 20_000, seed },
        }),
      ),
    changes: [REHEARSALS],
    shown: () => true,
  });
  const mood = MOODS.find((one) => JSON.stringify(HABITS[one]) === JSON.stringify(habits));
  const possible = punctual(habits.own) >= 0 && punctual(habits.deciding) >= 0 && definitionId !== '';
  const refusal = start.error === null ? null : problemWords(start.error, say);
  return (
    <Modal open title={t('start.title')} footer={null} onCancel={onEnd} width={640}>
      <form
        className="stack"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          if (possible) start.mutate(undefined, { onSuccess: onStarted });
        }}
      >
        <p className="soft">{t('start.lead')}</p>
        <div className={styles['pair']}>
          <label>
            <span>{t('start.definition')}</span>
            <Select
              value={definitionId === '' ? null : definitionId}
              options={definitions.map(({ id, data, version }) => ({
                value: id,
                label: `${data.name} · ${t('version', { version })}`,
              }))}
              onChange={(next: string) => {
                choose(next);
                setPeriod(undefined);
              }}
            />
          </label>
          <PeriodField definitionId={definitionId} value={period} onChange={setPeriod} />
        </div>
        <fieldset className={styles['habits']}>
          <legend>{t('start.mood')}</legend>
          <Segmented<Mood | 'own'>
            aria-label={t('start.mood')}
            // None of them once somebody has changed a share.
            value={mood ?? 'own'}
            onChange={(next) => {
              if (next !== 'own') setHabits(HABITS[next]);
            }}
            options={[
              ...MOODS.map((one) => ({ value: one, label: t(`moods.${one}`) })),
              ...(mood === undefined ? [{ value: 'own' as const, label: t('moods.own') }] : []),
            ]}
          />
          <details>
            <summary>{t('start.fine')}</summary>
            <div className={styles['pair']}>
              <Shares<keyof Own>
                title={t('start.own')}
                shares={habits.own}
                order={OWN}
                label={(one) => t(`own.${one}`)}
                onChange={(own) => setHabits({ ...habits, own })}
              />
              <div className="stack">
                <Shares<keyof Deciding>
                  title={t('start.deciding')}
                  shares={habits.deciding}
                  order={DECIDING}
                  label={(one) => t(`deciding.${one}`)}
                  onChange={(deciding) => setHabits({ ...habits, deciding })}
                />
                <PercentField
                  label={t('start.returns')}
                  value={habits.returns}
                  onChange={(returns) => setHabits({ ...habits, returns })}
                />
              </div>
            </div>
            <label className={styles['share']}>
              <span>{t('start.seed')}</span>
              <InputNumber min={0} max={MOST_SEED} precision={0} value={seed} onChange={(next) => setSeed(next ?? 1)} />
            </label>
            <p className="soft small">{t('start.seedHelp')}</p>
          </details>
        </fieldset>
        {refusal === null ? null : (
          <div role="alert" className={styles['refused']}>
            <b>{refusal.title}</b>
            <p>{refusal.advice}</p>
          </div>
        )}
        <div className="row apart">
          <Button onClick={onEnd}>{t('start.no')}</Button>
          <Button type="primary" htmlType="submit" disabled={!possible} loading={start.isPending}>
            {t('start.go')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function PeriodField(props: {
  definitionId: string;
  value: string | undefined;
  onChange: (period: string | undefined) => void;
}) {
  const { t } = useTranslation('rehearsals');
  const { definitionId, value, onChange } = props;
  const [language, zone, now] = [useLanguage(), useZone(), useNow()];
  const [from] = useState(() => localOf(new Date(now).toISOString(), zone).date);
  const { data } = useQuery({
    queryKey: oneKey('goals', 'cycle-definition', definitionId, 'preview', from),
    queryFn: () =>
      answer(
        goals.POST('/v1/cycle-definitions/{id}/preview', {
          params: { path: { id: definitionId } },
          body: { from, count: PERIODS },
        }),
      ),
    enabled: definitionId !== '',
    retry: false,
  });
  const periods = (data?.periods ?? []).filter(({ skipped }) => skipped === null);
  return (
    <label>
      <span>{t('start.period')}</span>
      <Select
        value={value ?? 'next'}
        options={[
          { value: 'next', label: t('start.next') },
          ...periods.map((one) => ({ value: one.period, label: formatPeriod(one.period, language) })),
        ]}
        onChange={(next) => onChange(next === 'next' ? undefined : next)}
      />
    </label>
  );
}

interface SharesProps<Key extends string> {
  title: string;
  shares: Readonly<Record<Key, number>>;
  order: readonly Key[];
  label: (key: Key) => string;
  onChange: (shares: Record<Key, number>) => void;
}

function Shares<Key extends string>({ title, shares, order, label, onChange }: SharesProps<Key>) {
  const { t } = useTranslation('rehearsals');
  const left = 100 - order.reduce((sum, one) => sum + shares[one], 0);
  return (
    <div className="stack" role="group" aria-label={title}>
      <h3>{title}</h3>
      {order.map((one) => (
        <PercentField
          key={one}
          label={label(one)}
          value={shares[one]}
          onChange={(share) => onChange({ ...shares, [one]: share })}
        />
      ))}
      <p className={`small ${left < 0 ? 'late' : 'soft'}`} role={left < 0 ? 'alert' : undefined}>
        {left < 0 ? t('start.tooMuch') : t('start.punctual', { left })}
      </p>
    </div>
  );
}

function PercentField(props: { label: string; value: number; onChange: (value: number) => void }) {
  return (
    <label className={styles['share']}>
      <span>{props.label}</span>
      <InputNumber
        min={0}
        max={100}
        precision={0}
        suffix="%"
        value={props.value}
        onChange={(next) => props.onChange(next ?? 0)}
      />
    </label>
  );
}
