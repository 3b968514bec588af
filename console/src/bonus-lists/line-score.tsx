import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { appraisal, goals } from '../api/clients.js';
import { listKey } from '../api/keys.js';
import { Explain, type Explained } from '../explain/explain.js';
import { formatDecimal } from '../money/format-amount.js';
import { useLanguage } from '../words/use-language.js';
import { Await } from '../states/await.js';
import styles from './bonus-lists.module.css';

async function scoreOf(cycle: string, person: string) {
  const { items } = await answer(appraisal.GET('/v1/scores', { params: { query: { cycle, person, limit: 1 } } }));
  const score = items[0];
  if (score === undefined) return null;
  const [explain, sheets] = await Promise.all([
    answer(appraisal.GET('/v1/scores/{id}/explain', { params: { path: { id: score.id } } })),
    answer(goals.GET('/v1/goal-sheets', { params: { query: { cycle, person, limit: 1 } } })),
  ]);
  const sheet = sheets.items[0];
  const evidence = new Map(sheet?.goals.map((goal) => [goal.id, goal] as const) ?? []);
  return { explain, evidence };
}

/** The points behind the amount, goal by goal, with what shows them. */
export function LineScore({ cycleId, personId }: { cycleId: string; personId: string }) {
  const { t } = useTranslation('bonus-lists');
  const language = useLanguage();
  const score = useQuery({
    queryKey: listKey('appraisal', 'score', { cycle: cycleId, person: personId, explained: true }),
    queryFn: () => scoreOf(cycleId, personId),
  });
  const number = (text: string): string => formatDecimal(text, language);
  return (
    <section className="stack" aria-labelledby="score">
      <h3 id="score">{t('score.title')}</h3>
      <Await of={score} isEmpty={(found) => found === null} empty={<p className="soft">{t('score.none')}</p>}>
        {(found) => {
          if (found === null) return null;
          const parts = found.explain.goals.map((goal): Explained => {
            const sheetGoal = found.evidence.get(goal.goalId);
            const items = sheetGoal?.evidence ?? [];
            return {
              key: goal.goalId,
              label: goal.title,
              value: t('score.points', { points: number(goal.contribution) }),
              note: (
                <>
                  {t('score.goal', {
                    actual: goal.actual === null ? '–' : number(goal.actual),
                    target: goal.target === null ? '–' : number(goal.target),
                    unit: goal.unit,
                    weight: number(goal.weight),
                  })}
                  {sheetGoal?.comment == null ? null : <q> {sheetGoal.comment}</q>}
                  {items.length === 0 ? null : (
                    <span className={styles['evidence']}>
                      {items.map((item) => (
                        <EvidenceLink key={item.id} item={item} />
                      ))}
                    </span>
                  )}
                </>
              ),
            };
          });
          return <Explain of={[{ key: 'score', label: t('col.score'), value: number(found.explain.score), parts }]} />;
        }}
      </Await>
    </section>
  );
}

function EvidenceLink({ item }: { item: { id: string; kind: 'file' | 'link' | 'reading'; name: string } }) {
  if (item.kind === 'reading') return <span className="tag calm">{item.name}</span>;
  const safe = item.kind === 'file' || /^https?:\/\//i.test(item.name);
  if (!safe) return <span className="tag">{item.name}</span>;
  const href = item.kind === 'file' ? `/api/goals/v1/evidence/${item.id}` : item.name;
  return (
    <a href={href} target="_blank" rel="noreferrer noopener">
      {item.name}
    </a>
  );
}
