import { Button, Checkbox, Input, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { payroll } from '../api/clients.js';
import { useCommand } from '../api/use-command.js';
import { ReasonDialog } from '../ask/reason-dialog.js';
import { formatAmount } from '../money/format-amount.js';
import { useRuns, type PayoutRun } from '../payouts/payout-queries.js';
import { useLanguage } from '../words/use-language.js';
import { HAND_OVER_CHANGES } from './hand-over-queries.js';

const OVER: readonly string[] = ['settled', 'cancelled'];
const ADDRESS = /^https?:\/\/\S+$/;

/** A run keeps the address of its signature: where that was mistyped, or has moved, another one is asked for here. */
export function RunAddress() {
  const { t } = useTranslation('hand-over');
  const [asked, setAsked] = useState(false);
  return (
    <>
      <Button onClick={() => setAsked(true)}>{t('runAddress.go')}</Button>
      {asked ? <Ask onClose={() => setAsked(false)} /> : null}
    </>
  );
}

function Ask({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['hand-over', 'payouts']);
  const id = useId();
  const language = useLanguage();
  const runs = useRuns();
  const [runId, setRunId] = useState<string | null>(null);
  const [url, setUrl] = useState('');
  const [queryUrl, setQueryUrl] = useState('');
  const [drops, setDrops] = useState(false);
  const ask = useCommand({
    run: (reason: string) =>
      answer(
        payroll.POST('/v1/hand-over/addresses', {
          body: { runId: runId ?? '', url, reason, deduplicates: drops, ...(queryUrl === '' ? {} : { queryUrl }) },
        }),
      ),
    changes: HAND_OVER_CHANGES,
    done: t('setting.asked'),
  });
  const named = (run: PayoutRun): string => `${t(`payouts:kind.${run.kind}`)} · ${formatAmount(run.total, language)}`;
  return (
    <ReasonDialog
      title={t('runAddress.go')}
      says={t('runAddress.says')}
      go={t('setting.ask')}
      ready={runId !== null && ADDRESS.test(url) && (queryUrl === '' || ADDRESS.test(queryUrl))}
      onClose={onClose}
      onGo={(reason) => ask.mutateAsync(reason)}
    >
      <div>
        <label htmlFor={`${id}-run`}>{t('runAddress.run')}</label>
        <Select
          id={`${id}-run`}
          style={{ width: '100%' }}
          loading={runs.isLoading}
          value={runId}
          options={(runs.data ?? [])
            .filter(({ state }) => !OVER.includes(state))
            .map((run) => ({ value: run.id, label: named(run) }))}
          onChange={setRunId}
        />
      </div>
      <div>
        <label htmlFor={`${id}-url`}>{t('setting.url')}</label>
        <Input id={`${id}-url`} type="url" value={url} onChange={({ target }) => setUrl(target.value.trim())} />
      </div>
      <div>
        <label htmlFor={`${id}-query`}>{t('setting.queryUrl')}</label>
        <Input
          id={`${id}-query`}
          type="url"
          value={queryUrl}
          onChange={({ target }) => setQueryUrl(target.value.trim())}
        />
      </div>
      <Checkbox checked={drops} onChange={({ target }) => setDrops(target.checked)}>
        {t('setting.drops')}
      </Checkbox>
    </ReasonDialog>
  );
}
