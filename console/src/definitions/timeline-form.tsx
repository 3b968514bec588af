import { CloseOutlined } from '@ant-design/icons';
import { STEP_NAMES, type StepName } from '@goalbeat/domain/cycle/steps';
import { Button, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FormProps } from './definition-form.js';
import { at, listAt, textAt } from './draft.js';
import styles from './timeline-form.module.css';

const STEPS = ['data', 'timeline'] as const;
const MOVES = ['earlier', 'later', 'keep'] as const;
const FROM = ['start', 'end'] as const;

/** The steps, one a line; the drawing follows each change. */
export function TimelineForm({ value, problems, set }: FormProps) {
  const { t } = useTranslation(['definitions', 'cycle']);
  const rows = listAt(value, STEPS);
  const used = rows.map((row) => textAt(row, ['step']));
  const free = STEP_NAMES.filter((name) => !used.includes(name));
  const isStep = (name: string): name is StepName => (STEP_NAMES as readonly string[]).includes(name);
  const nameOf = (name: string): string => (isStep(name) ? t(`cycle:step.${name}`) : name);
  const wrong = (row: number): string[] =>
    [...problems].flatMap(([field, message]) =>
      field === `data.timeline.${row}` || field.startsWith(`data.timeline.${row}.`) ? [message] : [],
    );
  const general = problems.get('data.timeline');
  return (
    <div className="stack">
      <ol className={styles['steps']}>
        {rows.map((row, index) => {
          const step = textAt(row, ['step']);
          const label = nameOf(step);
          const end = textAt(row, ['from']) === 'end';
          return (
            <li key={step === '' ? index : step} data-bad={wrong(index).length > 0 ? true : undefined}>
              <b>{label}</b>
              <span className={styles['step-fields']}>
                <Select
                  size="small"
                  aria-label={`${label}: ${t('timeline.from')}`}
                  value={end ? 'end' : 'start'}
                  options={FROM.map((one) => ({ value: one, label: t(`timeline.${one}`) }))}
                  onChange={(next) => set([...STEPS, index, 'from'], next)}
                />
                <InputNumber
                  size="small"
                  aria-label={`${label}: ${t('timeline.day')}`}
                  value={Number(at(row, ['day']) ?? 1)}
                  min={-60}
                  max={120}
                  precision={0}
                  onChange={(next) => set([...STEPS, index, 'day'], next ?? 1)}
                />
                <Input
                  size="small"
                  type="time"
                  aria-label={`${label}: ${t('timeline.time')}`}
                  value={textAt(row, ['time'])}
                  onChange={(event) => {
                    if (event.target.value !== '') set([...STEPS, index, 'time'], event.target.value);
                  }}
                />
                <Select
                  size="small"
                  aria-label={`${label}: ${t('timeline.move')}`}
                  value={MOVES.find((one) => one === textAt(row, ['move'])) ?? 'keep'}
                  options={MOVES.map((one) => ({ value: one, label: t(`timeline.moves.${one}`) }))}
                  onChange={(next) => set([...STEPS, index, 'move'], next)}
                />
                <Button
                  size="small"
                  type="text"
                  aria-label={t('timeline.remove', { step: label })}
                  icon={<CloseOutlined />}
                  onClick={() => set([...STEPS, index], undefined)}
                />
              </span>
              {wrong(index).map((message) => (
                <em key={message} className="late small">
                  {message}
                </em>
              ))}
            </li>
          );
        })}
      </ol>
      {general === undefined ? null : <em className="late small">{general}</em>}
      <div className="row apart">
        <p className="soft small">{t('timeline.help')}</p>
        {free.length === 0 ? null : (
          <Select
            aria-label={t('timeline.add')}
            placeholder={t('timeline.add')}
            value={null}
            popupMatchSelectWidth={false}
            options={free.map((name) => ({ value: name, label: nameOf(name) }))}
            onChange={(name: string) =>
              set([...STEPS, rows.length], { step: name, day: lastDay(rows), time: '18:00', move: 'later' })
            }
          />
        )}
      </div>
    </div>
  );
}

const lastDay = (rows: readonly unknown[]): number => Number(at(rows.at(-1), ['day']) ?? 1);
