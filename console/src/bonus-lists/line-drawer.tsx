import { Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { Steps } from '../explain/steps.js';
import { useNarrow } from '../look/use-narrow.js';
import { compare } from '../money/amounts.js';
import { Decimal, Money } from '../money/money.js';
import { useUnitNames } from '../names/names.js';
import { Band } from './band.js';
import styles from './bonus-lists.module.css';
import { SinceLast } from './budget-bar.js';
import { LineActions } from './line-actions.js';
import { LineScore } from './line-score.js';
import type { BonusLine, BonusList } from './list-queries.js';
import { LineTag } from './list-tag.js';

/** One person's amount: why, how it was reckoned to the cent, by which evidence, and what may be done with it. */
export function LineDrawer({ list, line, onClose }: { list: BonusList; line: BonusLine; onClose: () => void }) {
  const { t } = useTranslation('bonus-lists');
  const narrow = useNarrow();
  const units = useUnitNames();
  return (
    <Drawer
      open
      onClose={onClose}
      size={narrow ? '100%' : 560}
      title={`${line.personName} · ${line.personNumber}`}
      closable={{ 'aria-label': t('close') }}
    >
      <div className="stack">
        <div className="row apart">
          <strong className={styles['big']}>
            <Money of={line.amount} />
          </strong>
          <LineTag state={line.state} />
        </div>
        {line.lastAmount === null ? (
          <span className="soft small">{t('last.none')}</span>
        ) : (
          <SinceLast now={line.amount} last={line.lastAmount} />
        )}
        {line.heldReason === null ? null : (
          <p className="late">
            {t('heldBecause')} {line.heldReason}
          </p>
        )}
        <dl className={styles['facts']}>
          <dt>{t('col.unit')}</dt>
          <dd>{units.get(line.unitId) ?? '–'}</dd>
          <dt>{t('col.score')}</dt>
          <dd>
            <Decimal of={line.score} /> · <Band of={line.band} />
          </dd>
          {compare(line.amount, line.computed) === 0 ? null : (
            <>
              <dt>{t('col.computed')}</dt>
              <dd>
                <Money of={line.computed} />
              </dd>
            </>
          )}
          <dt>{t('col.cause')}</dt>
          <dd>{t(`cause.${line.cause}`)}</dd>
        </dl>
        <LineActions list={list} line={line} />
        <section className="stack" aria-labelledby="reckoned">
          <h3 id="reckoned">{t('reckoned')}</h3>
          <Steps words={line.words} steps={line.explain} currency={line.amount.currency} />
        </section>
        {list.cycleId === null ? null : <LineScore cycleId={list.cycleId} personId={line.personId} />}
      </div>
    </Drawer>
  );
}
