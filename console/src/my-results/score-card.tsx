import { bandWord } from '@goalbeat/domain/wording/band-word';
import type { components } from '@goalbeat/api-client/generated/appraisal';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { appraisal } from '../api/clients.js';
import { oneKey } from '../api/keys.js';
import { Explain, type Explained } from '../explain/explain.js';
import { Instant } from '../instant/instant.js';
import { Period } from '../instant/period.js';
import { Decimal, Percent } from '../money/money.js';
import { Await } from '../states/await.js';
import { useLanguage } from '../words/use-language.js';
import type { ScoreForPay } from '../my-payouts/score-for-pay.js';
import type { Score } from './score.js';
import styles from './my-results.module.css';

type ScoreExplain = components['schemas']['ScoreExplain'];

interface ScoreCardProps {
  score: Score;
  open: boolean;
  /** The correction since which pay goes by another score than this one. */
  forPay: ScoreForPay | undefined;
}

export function ScoreCard({ score, open, forPay }: ScoreCardProps) {
  const { t } = useTranslation('my-results');
  const language = useLanguage();
  const [asked, setAsked] = useState(open);
  return (
    <li className={`card ${styles['score'] ?? ''}`}>
      <div className="row apart">
        <h2>
          <Period of={score.period} />
        </h2>
        <span className="tag pine">{bandWord(score.band, language)}</span>
      </div>
      <dl className={styles['figures']}>
        <div>
          <dt>{t('score')}</dt>
          <dd className={styles['large']}>
            <Decimal of={score.score} />
          </dd>
        </div>
        <div>
          <dt>{t('completion')}</dt>
          <dd>
            <Percent of={score.completion} />
          </dd>
        </div>
        <div>
          <dt>{t('rank')}</dt>
          <dd className="figures">{score.rankInUnit}</dd>
        </div>
      </dl>
      {score.state === 'published' ? null : <p className="soft small">{t('notYetPublished')}</p>}
      {forPay === undefined ? null : (
        <div>
          <p>
            <Instant at={forPay.at} />: {forPay.reason}
          </p>
          <Link to="/my-payouts">{t('toPay')}</Link>
        </div>
      )}
      <details open={asked} onToggle={(event) => setAsked(event.currentTarget.open)} className={styles['how']}>
        <summary>{t('how')}</summary>
        {asked ? <How score={score} /> : null}
      </details>
    </li>
  );
}

function How({ score }: { score: Score }) {
  const { t } = useTranslation('my-results');
  const language = useLanguage();
  const explain = useQuery({
    queryKey: oneKey('appraisal', 'score', score.id, 'explain', language),
    queryFn: () => answer(appraisal.GET('/v1/scores/{id}/explain', { params: { path: { id: score.id } } })),
  });
  return (
    <Await of={explain}>
      {(found) => (
        <div className="stack" style={{ gap: '0.5rem' }}>
          <Explain of={[...found.goals.map(explained), total(found)]} depth={0} />
          {found.words.map((line) => (
            <p key={line} className="soft small">
              {line}
            </p>
          ))}
          <p className={`tag ${found.agrees ? 'good' : 'bad'}`}>{t(found.agrees ? 'agrees' : 'differs')}</p>
        </div>
      )}
    </Await>
  );

  function explained(goal: ScoreExplain['goals'][number]): Explained {
    return {
      key: goal.goalId,
      label: goal.title,
      value: <Decimal of={goal.contribution} />,
      parts: [
        {
          key: 'actual',
          label: t('part.actual'),
          value:
            goal.actual === null ? (
              '–'
            ) : (
              <>
                <Decimal of={goal.actual} /> {goal.unit}
              </>
            ),
        },
        {
          key: 'target',
          label: t('part.target'),
          value: (
            <>
              <Decimal of={goal.target} /> {goal.unit}
            </>
          ),
        },
        { key: 'attainment', label: t('part.attainment'), value: <Percent of={goal.attainment} /> },
        { key: 'points', label: t('part.points'), value: <Decimal of={goal.points} /> },
        { key: 'weight', label: t('part.weight'), value: <Percent of={goal.weight} /> },
      ],
    };
  }
  function total(found: ScoreExplain): Explained {
    return {
      key: 'total',
      label: t('part.total'),
      value: <Decimal of={found.recomputed} />,
      note: t('part.rule', { rule: found.ruleSet, version: found.ruleSetVersion }),
    };
  }
}
