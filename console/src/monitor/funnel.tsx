import { useTranslation } from 'react-i18next';
import { formatPercent } from '../money/format-amount.js';
import { useLanguage } from '../words/use-language.js';
import type { Cycle } from './cycle-queries.js';
import styles from './monitor.module.css';
import { shareOf } from './standing.js';

const STAGES = ['people', 'issued', 'planned', 'reported', 'confirmed', 'scored', 'signed', 'paid'] as const;

/** How many people have come how far. */
export function Funnel({ of }: { of: Cycle['funnel'] }) {
  const { t } = useTranslation(['monitor', 'cycle']);
  const language = useLanguage();
  return (
    <ul className={styles['funnel']}>
      {STAGES.map((stage) => {
        const share = shareOf(of[stage], of.people);
        return (
          <li key={stage}>
            <span>{t(`cycle:funnel.${stage}`)}</span>
            <b
              className="figures"
              title={t('funnel.of', { percent: formatPercent(String(Math.round(share * 100)), language) })}
            >
              {of[stage]}
            </b>
            <i aria-hidden="true">
              <i style={{ width: `${share * 100}%` }} />
            </i>
          </li>
        );
      })}
    </ul>
  );
}
