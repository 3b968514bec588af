import { localOf, zoneName } from '@goalbeat/domain/calendar/zone';
import { CatchBoundary } from '@tanstack/react-router';
import { Button } from 'antd';
import { useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api/api-problem.js';
import { answer } from '../api/carry.js';
import { goals } from '../api/clients.js';
import { fieldProblems } from '../api/problem-words.js';
import { useCommand } from '../api/use-command.js';
import { useNow } from '../instant/business-clock.js';
import { useKeptDraft } from '../session/kept-draft.js';
import { useZone } from '../session/me.js';
import { DefinitionForm } from './definition-form.js';
import { DEFINITIONS, usePreview, type Definition, type DefinitionData } from './definition-queries.js';
import { at, readDraft, textAt, withValue, type Path } from './draft.js';
import { LimitsForm } from './limits-form.js';
import { Preview } from './preview.js';
import styles from './definitions.module.css';
import { TimelineForm } from './timeline-form.js';
import { useSettled } from './use-settled.js';
import { YamlField, type YamlFieldHandle } from './yaml-field.js';

const SETTLED_MS = 350;
const PERIODS = 4;

interface EditorProps {
  /** Which definition; `new` before it is there. */
  of: string;
  /** The file as it is saved. */
  file: string;
  /** Of that file; 0: not there yet. */
  version: number;
  may: boolean;
  onSaved: (saved: Definition) => void;
}

/** Form and file side by side, each following the other, and below what they would do. */
export function Editor({ of, file, version, may, onSaved }: EditorProps) {
  const { t } = useTranslation('definitions');
  const [text, setText, forget] = useKeptDraft(`definition.${of}@${version}`, file);
  const field = useRef<YamlFieldHandle>(null);
  const draft = useMemo(() => readDraft(text), [text]);
  const [readable, keep] = useState(draft);
  if (draft.problem === null && draft !== readable) keep(draft);
  const { value } = readable;
  const company = useZone();
  const zone = textAt(value, ['data', 'zone']);
  const now = useNow();
  const [today] = useState(() => localOf(new Date(now).toISOString(), company).date);
  const settled = useSettled(readable, SETTLED_MS);
  const preview = usePreview(textAt(settled.value, ['code']), at(settled.value, ['data']), today, PERIODS);
  const save = useCommand({
    run: () =>
      answer(
        goals.PUT('/v1/cycle-definitions/{code}', {
          params: { path: { code: textAt(value, ['code']) } },
          // As somebody wrote it: the service says what is wrong with it.
          body: { data: at(value, ['data']) as DefinitionData, version },
        }),
      ),
    changes: [DEFINITIONS],
    done: ({ version: saved }) => t('saved', { version: saved }),
    shown: (error) => fieldProblems(error).size > 1 || isTaken(error, version),
  });
  const refused = fieldProblems(preview.error);
  const problems = new Map([
    ...(preview.data?.problems ?? []).map(({ field: name, message }): [string, string] => [name, message]),
    ...refused,
    ...fieldProblems(save.error),
    ...(isTaken(save.error, version) ? [['code', t('form.codeTaken')] as const] : []),
  ]);
  const marks = new Map([...problems].map(([name, message]) => [draft.lineOf(name), message]));
  if (draft.problem !== null) marks.set(draft.problem.line, draft.problem.message);
  const set = (path: Path, next: unknown): void => setText(withValue(text, path, next));
  const dirty = text !== file;

  return (
    <>
      <div className={styles['sides']}>
        <section className="card stack" aria-labelledby="form">
          <h2 id="form">{t('form.title')}</h2>
          <fieldset disabled={!may || draft.problem !== null} className={styles['fields']}>
            <DefinitionForm value={value} problems={problems} set={set} isNew={version === 0} />
            <h3>{t('timeline.title')}</h3>
            <TimelineForm value={value} problems={problems} set={set} />
            <LimitsForm value={value} problems={problems} set={set} />
          </fieldset>
          <p className="soft small">{t('form.chains')}</p>
        </section>
        <section className={`card stack ${styles['file']}`} aria-labelledby="file">
          <h2 id="file">{t('file.title')}</h2>
          <YamlField ref={field} text={text} onChange={setText} marks={marks} readOnly={!may} />
          {draft.problem === null ? null : (
            <p className="late small" role="alert">
              {t('file.broken', { ...draft.problem })} {t('file.fix')}
            </p>
          )}
        </section>
      </div>
      {/* Whatever the file says, what was written on this page is not lost with the drawing. */}
      <CatchBoundary getResetKey={() => text} errorComponent={NoPreview}>
        <Preview
          data={preview.data}
          zone={zoneName(zone) ?? company}
          old={preview.isPlaceholderData || settled !== readable}
          lineOf={draft.lineOf}
          goToLine={(line) => field.current?.goToLine(line)}
          refused={refused}
        />
      </CatchBoundary>
      {may && (dirty || version === 0) ? (
        <SaveBar>
          <span className="tag warn">{t('unsaved')}</span>
          <span className="row">
            {dirty ? <Button onClick={() => setText(file)}>{t('discard')}</Button> : null}
            <Button
              type="primary"
              loading={save.isPending}
              disabled={draft.problem !== null}
              onClick={() =>
                save.mutate(undefined, {
                  onSuccess: (saved) => {
                    forget();
                    onSaved(saved);
                  },
                })
              }
            >
              {t('save')}
            </Button>
          </span>
        </SaveBar>
      ) : null}
    </>
  );
}

/** What is new has no version: where there is one, the code belongs to another definition. */
const isTaken = (error: unknown, version: number): boolean =>
  version === 0 && error instanceof ApiProblem && error.code === 'stale-version';

function NoPreview(): ReactNode {
  const { t } = useTranslation('definitions');
  return <p className="card soft">{t('preview.noShow')}</p>;
}

const SaveBar = ({ children }: { children: ReactNode }): ReactNode => (
  <div className={styles['save-bar']} role="status">
    {children}
  </div>
);
