import { useImperativeHandle, useRef, type Ref, type UIEvent } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './definitions.module.css';

export interface YamlFieldHandle {
  goToLine: (line: number) => void;
}

interface YamlFieldProps {
  text: string;
  onChange: (text: string) => void;
  /** What is wrong, by line. */
  marks: ReadonlyMap<number, string>;
  readOnly: boolean;
  ref?: Ref<YamlFieldHandle>;
}

const LINE_PX = 21;

/** A file with numbers beside its lines; lines that are wrong are marked and say why. */
export function YamlField({ text, onChange, marks, readOnly, ref }: YamlFieldProps) {
  const { t } = useTranslation('definitions');
  const field = useRef<HTMLTextAreaElement>(null);
  const gutter = useRef<HTMLOListElement>(null);
  const lines = text.split('\n');
  useImperativeHandle(ref, () => ({
    goToLine: (line) => {
      const start = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
      field.current?.focus();
      field.current?.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
      if (field.current !== null) field.current.scrollTop = Math.max(0, (line - 6) * LINE_PX);
    },
  }));
  const follow = (event: UIEvent<HTMLTextAreaElement>): void => {
    if (gutter.current !== null) gutter.current.style.transform = `translateY(${-event.currentTarget.scrollTop}px)`;
  };
  return (
    <div className={styles['yaml']}>
      <div className={styles['gutter']} aria-hidden="true">
        <ol ref={gutter}>
          {lines.map((_, at) => (
            <li key={at} data-bad={marks.has(at + 1) ? true : undefined} title={marks.get(at + 1)}>
              {at + 1}
            </li>
          ))}
        </ol>
      </div>
      <textarea
        ref={field}
        aria-label={t('file.label')}
        value={text}
        readOnly={readOnly}
        spellCheck={false}
        autoCapitalize="off"
        autoCorrect="off"
        wrap="off"
        onScroll={follow}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
