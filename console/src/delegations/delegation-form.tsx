import { Button, Input, Segmented, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { directory } from '../api/clients.js';
import { fieldProblems } from '../api/problem-words.js';
import { useCommand } from '../api/use-command.js';
import { useNow } from '../instant/business-clock.js';
import { useZone } from '../session/me.js';
import { KINDS, subjectKey } from './delegated-kinds.js';
import { instantIn, localIn } from './local-time.js';
import styles from './delegations.module.css';

const WEEK_MS = 7 * 86_400_000;

/** Hands one's decisions to a colleague for a while. */
export function DelegationForm() {
  const { t } = useTranslation('delegations');
  const zone = useZone();
  const now = useNow();
  const [to, setTo] = useState('');
  const [from, setFrom] = useState<string>();
  const [until, setUntil] = useState<string>();
  const [kinds, setKinds] = useState<string[] | null>(null);
  const begins = from ?? localIn(now, zone);
  const ends = until ?? localIn(now + WEEK_MS, zone);
  const give = useCommand({
    run: () =>
      answer(
        directory.POST('/v1/delegations', {
          body: { to: to.trim(), from: instantIn(begins, zone) ?? begins, until: instantIn(ends, zone) ?? ends, kinds },
        }),
      ),
    changes: [
      ['directory', 'delegation'],
      ['directory', 'desk'],
    ],
    done: t('givenNow'),
    shown: (error) => fieldProblems(error).size > 0,
  });
  const problems = fieldProblems(give.error);
  const ready =
    to.trim() !== '' && instantIn(begins, zone) !== undefined && instantIn(ends, zone) !== undefined && begins < ends;

  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) {
          give.mutate(undefined, {
            onSuccess: () => {
              setTo('');
              setFrom(undefined);
              setUntil(undefined);
            },
          });
        }
      }}
    >
      <h2>{t('new')}</h2>
      <div className={styles['fields']}>
        <label>
          <span>{t('to')}</span>
          <Input
            value={to}
            autoCapitalize="none"
            status={problems.has('to') ? 'error' : ''}
            placeholder={t('toHint')}
            onChange={(event) => setTo(event.target.value)}
          />
        </label>
        <label>
          <span>{t('from')}</span>
          <input type="datetime-local" value={begins} onChange={(event) => setFrom(event.target.value)} />
        </label>
        <label>
          <span>{t('until')}</span>
          <input type="datetime-local" value={ends} min={begins} onChange={(event) => setUntil(event.target.value)} />
        </label>
      </div>
      <Segmented
        aria-label={t('whatKinds')}
        value={kinds === null ? 'all' : 'some'}
        options={[
          { value: 'all', label: t('everything') },
          { value: 'some', label: t('onlySome') },
        ]}
        onChange={(value) => setKinds(value === 'all' ? null : ['plan', 'report'])}
      />
      {kinds === null ? null : (
        <Select
          mode="multiple"
          aria-label={t('whatKinds')}
          value={kinds}
          options={KINDS.map((value) => ({ value, label: t(subjectKey(value)) }))}
          onChange={setKinds}
        />
      )}
      {[...problems.values()].map((text) => (
        <p key={text} className="late" role="alert">
          {text}
        </p>
      ))}
      <div>
        <Button type="primary" htmlType="submit" disabled={!ready || kinds?.length === 0} loading={give.isPending}>
          {t('give')}
        </Button>
      </div>
    </form>
  );
}
