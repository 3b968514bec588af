import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { payroll } from '../api/clients.js';
import { useCommand } from '../api/use-command.js';
import { ReasonDialog } from '../ask/reason-dialog.js';
import { Instant } from '../instant/instant.js';
import { Period } from '../instant/period.js';
import { Money } from '../money/money.js';
import { PersonName } from '../names/names.js';
import { PayoutTag } from '../payouts/payout-tag.js';
import { useMay, useMe } from '../session/me.js';
import { needsAnswer, settles, wordsFor, turnOf, type Contradiction, type Word } from './contradiction-steps.js';
import styles from './contradictions.module.css';

const CHANGES = [
  ['payroll', 'contradiction'],
  ['payroll', 'payout'],
  ['payroll', 'reconciliation'],
  ['directory', 'desk'],
] as const;

/** What we have and what payroll said, side by side, and what people of finance make of it. */
export function ContradictionCard({ one }: { one: Contradiction }) {
  const { t } = useTranslation('contradictions');
  return (
    <article className="card stack" aria-label={`${one.personNumber} ${one.period}`}>
      <div className="row apart">
        <h2>
          {one.personNumber} · <Period of={one.period} />
        </h2>
        <strong>
          <Money of={one.amount} />
        </strong>
      </div>
      <div className={styles['sides']}>
        <section>
          <h3>{t('ours')}</h3>
          <p>
            <PayoutTag state={one.ours.state} />
          </p>
          <p className="soft small">
            <Instant at={one.ours.at} />
          </p>
        </section>
        <section data-said>
          <h3>{t('said')}</h3>
          <p>
            <PayoutTag state={one.said.outcome} />
            {one.said.amount === null ? null : (
              <>
                {' '}
                {/* As payroll wrote it: perhaps no currency of this world. */}
                <strong className="figures">
                  {one.said.amount.amount} {one.said.amount.currency}
                </strong>
              </>
            )}
          </p>
          <p className="soft small">
            <Instant at={one.said.at} />
          </p>
        </section>
      </div>
      <Said one={one} />
      <Turn one={one} />
      <Link to="/process-log" search={{ subject: `payout:${one.payoutId}` }} className="small">
        {t('log')}
      </Link>
    </article>
  );
}

function Said({ one }: { one: Contradiction }) {
  const { t } = useTranslation('contradictions');
  const anew = needsAnswer(one) ? <p>{t('anew')}</p> : null;
  if (one.askedBy === null || one.askedFor === null) {
    if (one.closedAt !== null) return null;
    return (
      <>
        <p>{t(one.needsTwo ? 'rule.two' : 'rule.one')}</p>
        {anew}
      </>
    );
  }
  // Of those that were settled before both reasons were kept the log has the first one's.
  const reason = one.askedReason ?? (one.closedAt === null ? one.reason : null);
  return (
    <>
      <blockquote className={styles['asked']}>
        <p>
          <PersonName id={one.askedBy} /> {t(`asked.${one.askedFor}`)}
          {one.askedAt === null ? null : (
            <span className="soft small">
              {' '}
              <Instant at={one.askedAt} />
            </span>
          )}
        </p>
        {reason === null ? null : <q>{reason}</q>}
      </blockquote>
      {anew}
    </>
  );
}

function Turn({ one }: { one: Contradiction }) {
  const { t } = useTranslation('contradictions');
  const isOfFinance = useMay('payroll.reconciliation.resolve');
  // Whoever reads none of our books sees it because they were asked.
  const isAsked = !useMay('payroll.reconciliation.read');
  const turn = turnOf(one, useMe().person?.id ?? null);
  if (turn === 'closed') return <Closed one={one} />;
  if (!isOfFinance && !isAsked) return <p className="soft">{t('who')}</p>;
  if (turn === 'asked-by-me') return <p className="soft">{t('second')}</p>;
  return <Decide one={one} words={wordsFor(one, isOfFinance)} />;
}

function Closed({ one }: { one: Contradiction }) {
  const { t } = useTranslation('contradictions');
  if (one.closedAs === null || one.closedAt === null) return null;
  return (
    <>
      <p className="row" role="status">
        <span className="tag good">{t(`closed.${one.closedAs}`)}</span>
        {one.closedBy === null ? null : <PersonName id={one.closedBy} />}
        <Instant at={one.closedAt} />
      </p>
      {one.closedBy === null || one.reason === null ? null : (
        <blockquote className={styles['asked']}>
          <q>{one.reason}</q>
        </blockquote>
      )}
    </>
  );
}

function Decide({ one, words }: { one: Contradiction; words: readonly Word[] }) {
  const { t } = useTranslation('contradictions');
  const [asked, setAsked] = useState<Word | null>(null);
  const decide = useCommand({
    run: ({ word, reason }: { word: Word; reason: string }) => {
      const given = { params: { path: { id: one.id } }, body: { version: one.version, reason } };
      return answer(
        word === 'clear'
          ? payroll.POST('/v1/contradictions/{id}/clear', given)
          : payroll.POST('/v1/contradictions/{id}/accept', given),
      );
    },
    changes: CHANGES,
    done: ({ closedAt }) => t(closedAt === null ? 'done.asked' : 'done.closed'),
  });
  return (
    <div className="row">
      {words.map((word) => (
        <Button
          key={word}
          {...(one.askedFor === word ? { type: 'primary' as const } : {})}
          onClick={() => setAsked(word)}
        >
          {t(`word.${word}.${one.askedFor === word ? 'confirm' : 'go'}`)}
        </Button>
      ))}
      {asked === null ? null : (
        <ReasonDialog
          title={t(`word.${asked}.title`)}
          says={
            <>
              {t(`word.${asked}.says`)} {t(settles(one, asked) ? 'settles' : 'asksSecond')}
            </>
          }
          go={t(`word.${asked}.${one.askedFor === asked ? 'confirm' : 'go'}`)}
          onClose={() => setAsked(null)}
          onGo={(reason) => decide.mutateAsync({ word: asked, reason })}
        />
      )}
    </div>
  );
}
