import type { components } from '@goalbeat/api-client/generated/payroll';
import { useTranslation } from 'react-i18next';
import { Band } from '../bonus-lists/band.js';
import { Decimal } from '../money/money.js';
import styles from './payouts.module.css';

type Correction = components['schemas']['Correction'];
interface Scored {
  readonly score: string;
  readonly band: string;
  readonly evidence: string | null;
}

/** Whom whoever confirms should look at: decided about by hand, or left out of what was published. Nothing where there is nobody. */
export function DecidedByHand({ correction }: { correction: Correction }) {
  const { t } = useTranslation('payouts');
  return (
    <>
      {(['overrides', 'kept', 'missing', 'added', 'noRate'] as const).map((name) => {
        const more = correction.counts[name] - correction[name].length;
        return correction[name].length === 0 ? null : (
          <div key={name} className="stack">
            <p className={name === 'kept' ? 'soft' : 'late'}>{t(`correct.decided.${name}`)}</p>
            <ul className={styles['held']}>
              {correction[name].map((one) => (
                <li key={one.personId}>
                  {one.personName} <span className="soft small">{one.personNumber}</span>
                  {'why' in one ? <> · {one.why}</> : null}
                  {'byHand' in one ? (
                    <>
                      {' '}
                      · <Said what={t('correct.decided.byHand')} of={one.byHand} /> ·{' '}
                      <Said what={t('correct.decided.published')} of={one.published} />
                    </>
                  ) : null}
                </li>
              ))}
              {more > 0 ? <li className="soft">{t('correct.decided.more', { count: more })}</li> : null}
            </ul>
          </div>
        );
      })}
    </>
  );
}

function Said({ what, of }: { what: string; of: Scored }) {
  return (
    <span>
      {what} <Decimal of={of.score} /> <Band of={of.band} />
      {of.evidence === null ? null : (
        <>
          {' '}
          <q className="small">{of.evidence}</q>
        </>
      )}
    </span>
  );
}
