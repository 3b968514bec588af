import { Input } from 'antd';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDecimal } from '../money/format-amount.js';
import { useLanguage } from '../words/use-language.js';
import { asDecimal } from './as-decimal.js';
import styles from './templates.module.css';

interface EditNumberProps {
  value: string;
  /** What stands behind the figure: "单", "%". */
  unit: string;
  /** Read out: what it is and that it can be changed. */
  label: string;
  may: boolean;
  busy: boolean;
  onSave: (value: string) => void;
}

/** A figure that becomes a field when it is clicked: "10" → "12", Enter. */
export function EditNumber({ value, unit, label, may, busy, onSave }: EditNumberProps) {
  const { t } = useTranslation('templates');
  const language = useLanguage();
  const [text, setText] = useState<string>();
  const shown = (
    <>
      <b className="figures">{formatDecimal(value, language)}</b> {unit}
    </>
  );
  if (!may) return <span>{shown}</span>;
  if (text === undefined) {
    return (
      <button
        type="button"
        className={styles['number']}
        aria-label={label}
        disabled={busy}
        onClick={() => setText(value)}
      >
        {shown}
      </button>
    );
  }
  const wanted = asDecimal(text);
  const save = (): void => {
    if (wanted === null) return;
    if (wanted !== value) onSave(wanted);
    setText(undefined);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') save();
    if (event.key === 'Escape') setText(undefined);
  };
  return (
    <span className={styles['editing']}>
      <Input
        autoFocus
        inputMode="decimal"
        aria-label={t('edit.field')}
        title={t('edit.help')}
        value={text}
        suffix={unit}
        status={wanted === null ? 'error' : ''}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKey}
        onBlur={() => setText(undefined)}
      />
      {/* A click on it must not take the field away before it arrives. */}
      <button type="button" className={styles['save']} onMouseDown={(event) => event.preventDefault()} onClick={save}>
        {t('edit.save')}
      </button>
    </span>
  );
}
