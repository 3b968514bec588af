import { Button, Checkbox, Input, InputNumber, Segmented } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { payroll } from '../api/clients.js';
import { fieldProblems } from '../api/problem-words.js';
import { useCommand } from '../api/use-command.js';
import { HAND_OVER_CHANGES, type Setting } from './hand-over-queries.js';
import styles from './hand-over.module.css';

const WAYS = ['rabbitmq', 'webhook', 'csv'] as const;

/** Asks for another way, or for another address; somebody else of finance confirms it. */
export function SettingForm({ now, onEnd }: { now: Setting; onEnd: () => void }) {
  const { t } = useTranslation('hand-over');
  const id = useId();
  const [way, setWay] = useState(now.way);
  const [url, setUrl] = useState(now.url ?? '');
  const [queryUrl, setQueryUrl] = useState(now.queryUrl ?? '');
  const [deduplicates, setDeduplicates] = useState(now.deduplicates);
  const [hours, setHours] = useState(now.releaseWithinHours);
  const [reason, setReason] = useState('');
  const webhook = way === 'webhook';
  const put = useCommand({
    run: () =>
      answer(
        payroll.PUT('/v1/hand-over', {
          body: {
            way,
            ...(webhook ? { url, deduplicates, ...(queryUrl === '' ? {} : { queryUrl }) } : { deduplicates: false }),
            releaseWithinHours: hours,
            ...(now.version === 0 ? {} : { version: now.version }),
            ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
          },
        }),
      ),
    changes: HAND_OVER_CHANGES,
    // 202 comes with what was asked for, 200 with the setting as it is now.
    done: (given) => t('askedBy' in given ? 'setting.asked' : 'setting.saved'),
    shown: (error) => fieldProblems(error).size > 0,
  });
  const problems = fieldProblems(put.error);
  const ready = (!webhook || url.trim() !== '') && reason.trim() !== '';
  return (
    <form
      className="stack"
      aria-label={t('setting.change')}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) put.mutate(undefined, { onSuccess: onEnd });
      }}
    >
      <Segmented
        aria-label={t('setting.way')}
        value={way}
        options={WAYS.map((value) => ({ value, label: t(`way.${value}`) }))}
        onChange={setWay}
      />
      <p className="soft">{t(`wayIs.${way}`)}</p>
      <div className={styles['form']}>
        {webhook ? (
          <>
            <div>
              <label htmlFor={`${id}-url`}>{t('setting.url')}</label>
              <Input
                id={`${id}-url`}
                type="url"
                value={url}
                status={problems.has('url') ? 'error' : ''}
                onChange={({ target }) => setUrl(target.value)}
              />
            </div>
            <div>
              <label htmlFor={`${id}-query`}>{t('setting.queryUrl')}</label>
              <Input
                id={`${id}-query`}
                type="url"
                value={queryUrl}
                status={problems.has('queryUrl') ? 'error' : ''}
                onChange={({ target }) => setQueryUrl(target.value)}
              />
            </div>
          </>
        ) : null}
        {way === 'csv' ? (
          <div>
            <label htmlFor={`${id}-hours`}>{t('setting.release')}</label>
            <InputNumber id={`${id}-hours`} min={1} max={200} value={hours} onChange={(next) => setHours(next ?? 4)} />
          </div>
        ) : null}
      </div>
      {webhook ? (
        <Checkbox checked={deduplicates} onChange={({ target }) => setDeduplicates(target.checked)}>
          {t('setting.drops')}
        </Checkbox>
      ) : null}
      <div>
        <label htmlFor={`${id}-reason`} className="soft small">
          {t('setting.reason')}
        </label>
        <Input.TextArea
          id={`${id}-reason`}
          rows={2}
          maxLength={2_000}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      </div>
      {[...problems.values()].map((text) => (
        <p key={text} className="late" role="alert">
          {text}
        </p>
      ))}
      <div className="row">
        <Button type="primary" htmlType="submit" disabled={!ready} loading={put.isPending}>
          {t('setting.ask')}
        </Button>
        <Button onClick={onEnd}>{t('setting.cancel')}</Button>
      </div>
    </form>
  );
}
