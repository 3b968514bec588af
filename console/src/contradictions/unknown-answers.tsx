import type { components } from '@goalbeat/api-client/generated/payroll';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { payroll } from '../api/clients.js';
import { listKey, type Key } from '../api/keys.js';
import { usePages } from '../api/queries.js';
import { useCommand } from '../api/use-command.js';
import { ReasonDialog } from '../ask/reason-dialog.js';
import { Instant } from '../instant/instant.js';
import { PayoutTag } from '../payouts/payout-tag.js';
import { useMay } from '../session/me.js';
import { EarlierOnes } from './earlier-ones.js';

type Unknown = components['schemas']['UnknownAnswer'];

const CHANGES = [
  ['payroll', 'unknown-answer'],
  ['directory', 'desk'],
] as const;
// What payroll says of a stranger is logged with the payout that it names.
const KEY: Key = [...listKey('payroll', 'unknown-answer'), 'payout'];

/** Payroll spoke of payouts that are none of ours, until somebody has asked what it meant; nothing while there are none. */
export function UnknownAnswers() {
  const { t } = useTranslation('contradictions');
  const found = usePages<Unknown>(KEY, (after) =>
    answer(
      payroll.GET('/v1/unknown-answers', {
        params: { query: { limit: 50, ...(after === undefined ? {} : { after }) } },
      }),
    ),
  );
  const rows = found.data ?? [];
  if (rows.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="unknown-answers">
      <h2 id="unknown-answers">{t('unknown.title')}</h2>
      <p className="soft">{t('unknown.about')}</p>
      <ul className="stack">
        {rows.map((one) => (
          <li key={one.payoutId}>
            <UnknownCard one={one} />
          </li>
        ))}
      </ul>
      <EarlierOnes of={found} />
    </section>
  );
}

function UnknownCard({ one: { payoutId, outcomes, answerIds, lastAt } }: { one: Unknown }) {
  const { t } = useTranslation('contradictions');
  return (
    <article className="card stack" aria-label={payoutId}>
      <div className="row apart">
        <h3>
          <code>{payoutId}</code>
        </h3>
        <Instant at={lastAt} />
      </div>
      <p className="row">
        {t('said')}
        {outcomes.map((outcome) => (
          <PayoutTag key={outcome} state={outcome} />
        ))}
      </p>
      <p className="soft small">
        {t('unknown.answers', { count: answerIds.length })} <code>{answerIds.join(', ')}</code>
      </p>
      <Settle payoutId={payoutId} />
      <Link to="/process-log" search={{ subject: `payout:${payoutId}` }} className="small">
        {t('log')}
      </Link>
    </article>
  );
}

function Settle({ payoutId }: { payoutId: string }) {
  const { t } = useTranslation('contradictions');
  const may = useMay('payroll.reconciliation.resolve');
  const [asked, setAsked] = useState(false);
  const settle = useCommand({
    run: (reason: string) =>
      answer(payroll.POST('/v1/unknown-answers/{id}/settle', { params: { path: { id: payoutId } }, body: { reason } })),
    changes: CHANGES,
    done: t('done.closed'),
  });
  if (!may) return <p className="soft">{t('who')}</p>;
  return (
    <div className="row">
      <Button onClick={() => setAsked(true)}>{t('unknown.go')}</Button>
      {asked ? (
        <ReasonDialog
          title={t('unknown.ask')}
          says={t('unknown.says')}
          go={t('unknown.go')}
          onClose={() => setAsked(false)}
          onGo={(reason) => settle.mutateAsync(reason)}
        />
      ) : null}
    </div>
  );
}
