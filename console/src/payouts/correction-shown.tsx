import type { components } from '@goalbeat/api-client/generated/payroll';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { signOf } from '../money/amounts.js';
import { Money } from '../money/money.js';
import { DecidedByHand } from './decided-by-hand.js';
import styles from './payouts.module.css';

type Correction = components['schemas']['Correction'];
const ASIDE = ['notSigned', 'givenUp'] as const;

/** What a correction does, or did, to whom. */
export function CorrectionShown({
  correction,
  busy,
  onMake,
}: {
  correction: Correction;
  busy: boolean;
  onMake: () => void;
}) {
  const { t } = useTranslation('payouts');
  const { counts } = correction;
  // A publication may change nobody's money, and still undo what somebody decided, or leave somebody out.
  const nothing = [counts.up, counts.down, counts.overrides, counts.missing, counts.added].every(
    (people) => people === 0,
  );
  const made = correction.id !== null;
  return (
    <div className="card stack" aria-live="polite">
      <h2>{t(made ? 'correct.madeTitle' : 'correct.wouldTitle')}</h2>
      <p>{t('correct.counts', { up: counts.up, down: counts.down, unchanged: counts.unchanged })}</p>
      {ASIDE.map((name) =>
        counts[name] === 0 ? null : (
          <p key={name} className="late">
            {t(`correct.aside.${name}`, { count: counts[name] })}
          </p>
        ),
      )}
      {correction.open === null ? null : (
        <p className="late">{t('correct.open', { publication: correction.open.publication })}</p>
      )}
      <DecidedByHand correction={correction} />
      <dl className={styles['facts']}>
        {correction.totals.map((total) => (
          <div key={total.up.currency} className={styles['sumRow']}>
            <dt>{t('correct.up')}</dt>
            <dd>
              <Money of={total.up} />
            </dd>
            <dt>{t('correct.down')}</dt>
            <dd>
              <Money of={total.down} />
            </dd>
            {signOf(total.back) === 0 ? null : (
              <>
                <dt>{t('correct.back')}</dt>
                <dd>
                  <Money of={total.back} />
                </dd>
              </>
            )}
          </div>
        ))}
      </dl>
      {correction.lines.length === 0 ? null : (
        <div className={styles['scroll']}>
          <table className={styles['sheet']}>
            <thead>
              <tr>
                <th scope="col">{t('col.who')}</th>
                <th scope="col" data-figures>
                  {t('correct.before')}
                </th>
                <th scope="col" data-figures>
                  {t('correct.after')}
                </th>
                <th scope="col" data-figures>
                  {t('correct.difference')}
                </th>
              </tr>
            </thead>
            <tbody>
              {correction.lines.map((line) => (
                <tr key={line.claimId}>
                  <td>
                    {line.personName} <span className="soft small">{line.personNumber}</span>
                  </td>
                  <td data-figures>
                    <Money of={line.before} />
                  </td>
                  <td data-figures>
                    <Money of={line.after} />
                  </td>
                  <td data-figures>
                    {signOf(line.difference) > 0 ? '+' : ''}
                    <Money of={line.difference} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {made ? (
        <Link to="/bonus-lists">{t('correct.lists')}</Link>
      ) : (
        <div className="row">
          <Button type="primary" danger disabled={nothing} loading={busy} onClick={onMake}>
            {t('correct.make')}
          </Button>
          <span className="soft small">{t(nothing ? 'correct.nothing' : 'correct.makeSays')}</span>
        </div>
      )}
    </div>
  );
}
