import { useQuery } from '@tanstack/react-query';
import type { components } from '@goalbeat/api-client/generated/payroll';
import { Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { payroll } from '../api/clients.js';
import { listKey } from '../api/keys.js';
import styles from './payouts.module.css';

export type Republished = components['schemas']['Republication'];

/** Scores that were published again and change somebody's money: all differences of one of them at once. Nothing where there are none. */
export function RepublishedScores({
  chosen,
  onChange,
}: {
  chosen: Republished | null;
  onChange: (one: Republished | null) => void;
}) {
  const { t } = useTranslation('payouts');
  const id = useId();
  const { data } = useQuery({
    queryKey: listKey('payroll', 'republication'),
    queryFn: () => answer(payroll.GET('/v1/republications', { params: { query: { state: 'open', limit: 100 } } })),
  });
  const open = data?.items ?? [];
  if (open.length === 0 && chosen === null) return null;
  return (
    <div>
      <label htmlFor={`${id}-republished`}>{t('correct.republished')}</label>
      <Select
        id={`${id}-republished`}
        className={styles['wide'] ?? ''}
        allowClear
        value={chosen?.batchId ?? null}
        onChange={(value: string | null | undefined) => onChange(open.find((one) => one.batchId === value) ?? null)}
        options={open.map(({ batchId, period, publication, reason }) => ({
          value: batchId,
          label: t('correct.publication', { period, publication, reason: reason ?? '' }),
        }))}
      />
      <p className="soft small">{t('correct.republishedSays')}</p>
    </div>
  );
}
