import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { directory } from '../api/clients.js';
import { useCommand } from '../api/use-command.js';
import styles from './payouts.module.css';

export interface CorrectedScore {
  readonly personId: string;
  readonly name: string;
  readonly score: string;
  readonly band: string;
  readonly evidence: string;
}

const SCORE = /^-?\d{1,9}(\.\d{1,6})?$/;
const BLANK = { number: '', score: '', band: '', evidence: '' };

/** Whose score is another, and what shows it. */
export function CorrectedScores({
  scores,
  onChange,
}: {
  scores: readonly CorrectedScore[];
  onChange: (next: readonly CorrectedScore[]) => void;
}) {
  const { t } = useTranslation('payouts');
  const id = useId();
  const [draft, setDraft] = useState(BLANK);
  const [unknown, setUnknown] = useState(false);
  const find = useCommand({
    run: async () => {
      const { items } = await answer(
        directory.GET('/v1/people', { params: { query: { number: draft.number, limit: 1 } } }),
      );
      return items[0] ?? null;
    },
    changes: [],
  });
  const add = async (): Promise<void> => {
    const person = await find.mutateAsync();
    setUnknown(person === null);
    if (person === null) return;
    const { score, band, evidence } = draft;
    const rest = scores.filter(({ personId }) => personId !== person.id);
    onChange([...rest, { personId: person.id, name: `${person.name} · ${person.number}`, score, band, evidence }]);
    setDraft(BLANK);
  };
  const ready = draft.number !== '' && SCORE.test(draft.score) && draft.band !== '' && draft.evidence.trim() !== '';
  return (
    <fieldset className={styles['scores']}>
      <legend>{t('correct.scores')}</legend>
      {scores.length === 0 ? null : (
        <ul className="stack">
          {scores.map((one) => (
            <li key={one.personId} className="row apart">
              <span>
                <strong>{one.name}</strong> {one.score} · {one.band} <q className="soft small">{one.evidence}</q>
              </span>
              <Button size="small" onClick={() => onChange(scores.filter(({ personId }) => personId !== one.personId))}>
                {t('correct.remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className={styles['form']}>
        {(['number', 'score', 'band', 'evidence'] as const).map((name) => (
          <div key={name}>
            <label htmlFor={`${id}-${name}`}>{t(`correct.field.${name}`)}</label>
            <Input
              id={`${id}-${name}`}
              value={draft[name]}
              {...(name === 'number' && unknown ? { status: 'error' as const } : {})}
              onChange={(event) => {
                setUnknown(false);
                setDraft({ ...draft, [name]: event.target.value });
              }}
            />
          </div>
        ))}
        <Button disabled={!ready} loading={find.isPending} onClick={() => void add().catch(() => undefined)}>
          {t('correct.add')}
        </Button>
      </div>
      {unknown ? (
        <p className="late small" role="alert">
          {t('correct.unknown')}
        </p>
      ) : null}
    </fieldset>
  );
}
