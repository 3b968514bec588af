import { useQuery } from '@tanstack/react-query';
import { bandWord } from '@goalbeat/domain/wording/band-word';
import { Button, Input, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { directory, payroll } from '../api/clients.js';
import { oneKey } from '../api/keys.js';
import { problemWords } from '../api/problem-words.js';
import { useCommand } from '../api/use-command.js';
import { Band } from '../bonus-lists/band.js';
import { useLanguage } from '../words/use-language.js';
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
  cycle,
  plan,
  scores,
  onChange,
}: {
  /** Whose rule set says which bands there are; null: not chosen yet. */
  cycle: string | null;
  plan: string | null;
  scores: readonly CorrectedScore[];
  onChange: (next: readonly CorrectedScore[]) => void;
}) {
  const { t } = useTranslation('payouts');
  const { t: problem } = useTranslation('problem');
  const language = useLanguage();
  const id = useId();
  const bands = useQuery({
    queryKey: oneKey('payroll', 'cycle', cycle ?? '', 'correction-bands', plan),
    enabled: cycle !== null,
    queryFn: () =>
      answer(
        payroll.GET('/v1/off-cycle-runs/corrections/bands', {
          params: { query: { cycle: cycle ?? '', ...(plan === null ? {} : { payPlan: plan }) } },
        }),
      ),
  });
  const refused = bands.isError ? problemWords(bands.error, problem) : null;
  const known = bands.data?.bands ?? [];
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
  const ready =
    draft.number !== '' && SCORE.test(draft.score) && known.includes(draft.band) && draft.evidence.trim() !== '';
  return (
    <fieldset className={styles['scores']}>
      <legend>{t('correct.scores')}</legend>
      {scores.length === 0 ? null : (
        <ul className="stack">
          {scores.map((one) => (
            <li key={one.personId} className="row apart">
              <span>
                <strong>{one.name}</strong> {one.score} · <Band of={one.band} />{' '}
                <q className="soft small">{one.evidence}</q>
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
            {name === 'band' ? (
              <Select
                id={`${id}-${name}`}
                className={styles['wide'] ?? ''}
                value={known.includes(draft.band) ? draft.band : null}
                disabled={cycle === null}
                loading={bands.isFetching}
                placeholder={t(cycle === null ? 'correct.cycleFirst' : 'correct.choose')}
                onChange={(band: string) => setDraft({ ...draft, band })}
                options={known.map((band) => ({ value: band, label: bandWord(band, language) }))}
              />
            ) : (
              <Input
                id={`${id}-${name}`}
                value={draft[name]}
                {...(name === 'number' && unknown ? { status: 'error' as const } : {})}
                onChange={(event) => {
                  setUnknown(false);
                  setDraft({ ...draft, [name]: event.target.value });
                }}
              />
            )}
          </div>
        ))}
        <Button disabled={!ready} loading={find.isPending} onClick={() => void add().catch(() => undefined)}>
          {t('correct.add')}
        </Button>
      </div>
      {refused === null ? null : (
        <p className="late small" role="alert">
          {refused.advice}
        </p>
      )}
      {unknown ? (
        <p className="late small" role="alert">
          {t('correct.unknown')}
        </p>
      ) : null}
    </fieldset>
  );
}
