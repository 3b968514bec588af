import { useQuery } from '@tanstack/react-query';
import type { components } from '@goalbeat/api-client/generated/payroll';
import { Button, Input, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { payroll } from '../api/clients.js';
import { listKey } from '../api/keys.js';
import { useCommand } from '../api/use-command.js';
import { useCycles } from '../process-log/log-queries.js';
import { CorrectionShown } from './correction-shown.js';
import { CorrectedScores, type CorrectedScore } from './corrected-scores.js';
import { type Republished, RepublishedScores } from './republished-scores.js';
import { PAYOUT_CHANGES } from './payout-queries.js';
import styles from './payouts.module.css';

type Correction = components['schemas']['Correction'];

/** Other scores or another plan for a cycle that was paid: looked at first, then made exactly so. */
export function Correct() {
  const { t } = useTranslation('payouts');
  const id = useId();
  const [cycle, setCycle] = useState<string | null>(null);
  const [batch, setBatch] = useState<Republished | null>(null);
  const [plan, setPlan] = useState<string | null>(null);
  const [scores, setScores] = useState<readonly CorrectedScore[]>([]);
  const [reason, setReason] = useState('');
  const [message, setMessage] = useState('');
  const [shown, setShown] = useState<Correction | null>(null);
  const cycles = useCycles();
  const plans = useQuery({
    queryKey: listKey('payroll', 'pay-plan'),
    queryFn: () => answer(payroll.GET('/v1/pay-plans', { params: { query: { limit: 100 } } })),
  });
  const correct = useCommand({
    run: ({ fingerprint }: { fingerprint?: string }) =>
      answer(
        payroll.POST('/v1/off-cycle-runs/corrections', {
          body: {
            cycleId: batch?.cycleId ?? cycle ?? '',
            dryRun: fingerprint === undefined,
            ...(fingerprint === undefined ? {} : { fingerprint }),
            reason: reason.trim(),
            ...(message.trim() === '' ? {} : { message: message.trim() }),
            scores:
              batch === null
                ? scores.map(({ personId, score, band, evidence }) => ({ personId, score, band, evidence }))
                : [],
            ...(batch === null ? {} : { batchId: batch.batchId }),
            ...(plan === null ? {} : { payPlan: { code: plan } }),
          },
        }),
      ),
    changes: PAYOUT_CHANGES,
    done: (made) => t(made.id === null ? 'correct.looked' : 'correct.made'),
  });
  // What is asked for is another thing now: the preview is of what was asked before.
  const changed =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      set(value);
      setShown(null);
    };
  // Each call shows its own answer: a second click that is refused must not hide that the first one made the correction.
  const ask = async (what: { fingerprint?: string }): Promise<void> => {
    try {
      setShown(await correct.mutateAsync(what));
    } catch {
      // Told by the command.
    }
  };
  const ready = reason.trim() !== '' && (batch !== null || (cycle !== null && (scores.length > 0 || plan !== null)));
  return (
    <section className="stack" aria-label={t('tab.correct')}>
      <p className="soft">{t('correct.about')}</p>
      <div className="card stack">
        <RepublishedScores chosen={batch} onChange={changed(setBatch)} />
        <div className={styles['form']}>
          <div>
            <label htmlFor={`${id}-cycle`}>{t('correct.cycle')}</label>
            <Select
              id={`${id}-cycle`}
              className={styles['wide'] ?? ''}
              value={batch?.cycleId ?? cycle}
              disabled={batch !== null}
              onChange={changed(setCycle)}
              options={(cycles.data?.items ?? []).map(({ id: value, period, definitionName }) => ({
                value,
                label: `${period} · ${definitionName}`,
              }))}
            />
          </div>
          <div>
            <label htmlFor={`${id}-plan`}>{t('correct.plan')}</label>
            <Select
              id={`${id}-plan`}
              className={styles['wide'] ?? ''}
              allowClear
              value={plan}
              onChange={changed((value: string | null | undefined) => setPlan(value ?? null))}
              options={(plans.data?.items ?? []).map(({ code, data }) => ({ value: code, label: data.name }))}
            />
          </div>
        </div>
        {batch === null ? (
          <CorrectedScores cycle={cycle} plan={plan} scores={scores} onChange={changed(setScores)} />
        ) : null}
        <div>
          <label htmlFor={`${id}-reason`}>{t('correct.reason')}</label>
          <Input.TextArea
            id={`${id}-reason`}
            rows={3}
            maxLength={2_000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
        <div>
          <label htmlFor={`${id}-message`}>{t('correct.message')}</label>
          <Input.TextArea
            id={`${id}-message`}
            aria-describedby={`${id}-message-says`}
            rows={2}
            maxLength={500}
            value={message}
            onChange={(event) => setMessage(event.target.value)}
          />
          <span id={`${id}-message-says`} className="soft small">
            {t('correct.messageSays')}
          </span>
        </div>
        <div className="row">
          <Button type="primary" disabled={!ready} loading={correct.isPending} onClick={() => void ask({})}>
            {t('correct.look')}
          </Button>
          <span className="soft small">{t('correct.lookSays')}</span>
        </div>
      </div>
      {shown === null ? null : (
        <CorrectionShown
          correction={shown}
          busy={correct.isPending}
          onMake={() => void ask({ fingerprint: shown.fingerprint })}
        />
      )}
    </section>
  );
}
