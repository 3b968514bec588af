import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Instant } from '../instant/instant.js';
import { PersonName } from '../names/names.js';
import { Await } from '../states/await.js';
import { useApplied, type Applied, type Change } from './change-queries.js';
import styles from './changes.module.css';

/** What was changed in this cycle before, by whom and why. */
export function AppliedChanges({ cycleId }: { cycleId: string }) {
  const { t } = useTranslation('changes');
  const applied = useApplied(cycleId);
  return (
    <section className="card stack" aria-labelledby="applied">
      <h2 id="applied">{t('applied')}</h2>
      <Await of={applied} isEmpty={(all) => all.length === 0} empty={<p className="soft">{t('appliedNone')}</p>}>
        {(all) => (
          <ol className={styles['applied']}>
            {all.map((one) => (
              <OneApplied key={one.id} of={one} />
            ))}
          </ol>
        )}
      </Await>
      {applied.hasNextPage ? (
        <Button loading={applied.isFetchingNextPage} onClick={() => void applied.fetchNextPage()}>
          {t('moreApplied')}
        </Button>
      ) : null}
    </section>
  );
}

function OneApplied({ of: { no, change, at, byId, reason, counts, moved } }: { of: Applied }) {
  const { t } = useTranslation(['changes', 'cycle']);
  return (
    <li>
      <span className="tag figures">{t('number', { no })}</span>
      <div>
        <b>{t(`kind.${change.kind}`)}</b> <span>{what(change)}</span>
        <p className="small">{t('because', { reason })}</p>
        <p className="soft small">
          <PersonName id={byId} /> · <Instant at={at} /> ·{' '}
          {change.kind === 'deadline'
            ? t('movedSteps', { count: moved.length })
            : t('changedSheets', { count: counts.changed })}
        </p>
      </div>
    </li>
  );

  function what(of: Change): string {
    switch (of.kind) {
      case 'target':
        return `${of.goal} → ${of.target}`;
      case 'weight':
        return `${of.goal} → ${of.weight}%`;
      case 'template':
        return `${of.template}${of.version === undefined ? '' : ` · v${of.version}`}`;
      case 'deadline':
        return t(`cycle:step.${of.step}`);
      case 'rule-set':
        return `${of.ruleSet}${of.version === undefined ? '' : ` · v${of.version}`}`;
      case 'pay-plan':
        return `${of.payPlan}${of.version === undefined ? '' : ` · v${of.version}`}`;
    }
  }
}
