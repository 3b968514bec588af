import { Link, useParams, useSearch } from '@tanstack/react-router';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemWords } from '../api/problem-words.js';
import { useCommand } from '../api/use-command.js';
import { ReasonDialog } from '../ask/reason-dialog.js';
import { Period } from '../instant/period.js';
import { CYCLES, useCycle, type Cycle } from '../monitor/cycle-queries.js';
import { CycleStateTag } from '../monitor/cycle-state.js';
import { isOpen } from '../monitor/standing.js';
import { Await } from '../states/await.js';
import { OnlyFor } from '../states/not-allowed.js';
import { AppliedChanges } from './applied-changes.js';
import { ChangeForm } from './change-form.js';
import { applyChange, useDryRun, type Asked, type ChangeView } from './change-queries.js';
import styles from './changes.module.css';
import { DryRun } from './dry-run.js';
import { changeOf, type Wanted } from './wanted.js';

export function ChangesPage() {
  const { t } = useTranslation('changes');
  const { cycleId } = useParams({ from: '/cycles/$cycleId/changes' });
  const cycle = useCycle(cycleId);
  return (
    <div className="page">
      <Link to="/cycles/$cycleId" params={{ cycleId }} className={styles['back']}>
        ← {t('back')}
      </Link>
      <OnlyFor action="goals.cycle.change">
        <Await of={cycle}>{(data) => <ChangesOf key={data.id} cycle={data} />}</Await>
      </OnlyFor>
    </div>
  );
}

function ChangesOf({ cycle }: { cycle: Cycle }) {
  const { t } = useTranslation('changes');
  return (
    <>
      <header>
        <h1>{t('title', { name: cycle.definitionName })}</h1>
        <p className={styles['under']}>
          <Period of={cycle.period} /> <CycleStateTag state={cycle.state} />
        </p>
        <p className="soft">{t('lead')}</p>
      </header>
      {isOpen(cycle) ? <Change cycle={cycle} /> : <p className="card">{t('over')}</p>}
      <AppliedChanges cycleId={cycle.id} />
    </>
  );
}

/** First what it would do, for whom; then, with a reason, it is done exactly so or not at all. */
function Change({ cycle }: { cycle: Cycle }) {
  const { t } = useTranslation('changes');
  const { t: say } = useTranslation('problem');
  const { kind, template = '' } = useSearch({ from: '/cycles/$cycleId/changes' });
  const [wanted, want] = useState<Wanted>({
    kind: kind ?? (template === '' ? 'target' : 'template'),
    goal: '',
    number: '',
    scope: 'everybody',
    whose: { template, unit: '', person: '' },
    template,
    step: undefined,
    at: undefined,
    version: null,
  });
  const [override, setOverride] = useState(false);
  const [asked, ask] = useState<Asked>();
  const [applying, setApplying] = useState(false);
  const dryRun = useDryRun(asked, t('trying'));
  const change = changeOf(wanted, { ruleSet: cycle.ruleSet.code, payPlan: cycle.payPlan?.code ?? null });
  const next: Asked | undefined =
    change === undefined
      ? undefined
      : { cycleId: cycle.id, version: cycle.version, change, overrideAdjusted: override };
  // What is shown is of what stands in the form, by the cycle as it is now, or it is not shown as such.
  const fresh = asked !== undefined && JSON.stringify(asked) === JSON.stringify(next);
  const apply = useCommand({
    run: ({ view, reason }: { view: ChangeView; reason: string }) => {
      if (asked === undefined) throw new Error('nothing was worked out');
      return applyChange(asked, { change: view.change, fingerprint: view.fingerprint, reason });
    },
    changes: [CYCLES, ['goals', 'goal-sheet']],
    done: ({ no }) => t('done', { no }),
  });
  const refusal = asked !== undefined && fresh && dryRun.error !== null ? problemWords(dryRun.error, say) : undefined;
  const view = fresh ? dryRun.data : undefined;
  const nothing = view !== undefined && isNothing(view);
  return (
    <>
      <form
        className="card stack"
        aria-labelledby="what"
        onSubmit={(event) => {
          event.preventDefault();
          if (next === undefined) return;
          if (fresh) void dryRun.refetch();
          else ask(next);
        }}
      >
        <h2 id="what">{t('what')}</h2>
        <ChangeForm cycle={cycle} wanted={wanted} onChange={want} />
        {wanted.kind === 'target' || wanted.kind === 'weight' || wanted.kind === 'template' ? (
          <Checkbox checked={override} onChange={({ target }) => setOverride(target.checked)}>
            {t('override')}
          </Checkbox>
        ) : null}
        <div className="row">
          <Button
            type={view === undefined ? 'primary' : 'default'}
            htmlType="submit"
            disabled={next === undefined}
            loading={dryRun.isFetching}
          >
            {t('try')}
          </Button>
          <span className="soft small">{t('tryHelp')}</span>
        </div>
      </form>
      {refusal === undefined ? null : (
        <div className={styles['refused']} role="alert">
          <b>{t('refused')}</b>
          <p>{refusal.advice}</p>
        </div>
      )}
      {view === undefined ? null : (
        <section className="card stack" aria-labelledby="dry-run">
          <div className="row apart">
            <div>
              <h2 id="dry-run">{t('dryRun')}</h2>
              <p className="soft small">{t('dryRunLead')}</p>
            </div>
            <Button type="primary" disabled={nothing} onClick={() => setApplying(true)}>
              {t('apply')}
            </Button>
          </div>
          <DryRun view={view} />
        </section>
      )}
      {applying && view !== undefined ? (
        <ReasonDialog
          title={t('applyTitle')}
          says={t('applySays')}
          go={t('applyGo')}
          onClose={() => setApplying(false)}
          onGo={async (reason) => {
            await apply.mutateAsync({ view, reason });
            ask(undefined);
          }}
        />
      ) : null}
    </>
  );
}

/** Neither a sheet nor an instant nor the rules would become another. */
const isNothing = ({ change, counts, moved }: ChangeView): boolean =>
  change.kind !== 'rule-set' && change.kind !== 'pay-plan' && counts.changed === 0 && moved.length === 0;
