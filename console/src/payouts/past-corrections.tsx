import { Link } from '@tanstack/react-router';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Instant } from '../instant/instant.js';
import { Period } from '../instant/period.js';
import { useNarrow } from '../look/use-narrow.js';
import { signOf } from '../money/amounts.js';
import { Money } from '../money/money.js';
import { Await } from '../states/await.js';
import { Empty } from '../states/empty.js';
import { CorrectedLines } from './corrected-lines.js';
import { usePastCorrections, type PastCorrection } from './payout-queries.js';
import styles from './payouts.module.css';

/** Corrections that were made: who, why, and what came of each. */
export function PastCorrections() {
  const { t } = useTranslation('payouts');
  const narrow = useNarrow();
  const corrections = usePastCorrections();
  const [open, setOpen] = useState<PastCorrection | null>(null);
  return (
    <section className="stack" aria-label={t('past.title')}>
      <h2>{t('past.title')}</h2>
      <Await
        of={corrections}
        isEmpty={(rows) => rows.length === 0}
        empty={<Empty title={t('past.none')} advice={t('past.noneAdvice')} />}
      >
        {(rows) => (
          <>
            <ul className={styles['held']}>
              {rows.map((one) => (
                <li key={one.id} className="card stack">
                  <div className="row apart">
                    <strong>
                      <Period of={one.period} /> · {t('past.no', { no: one.no })}
                    </strong>
                    <span className="soft small">
                      {one.byName} · <Instant at={one.at} />
                    </span>
                  </div>
                  <q>{one.reason}</q>
                  <p className="row">
                    {one.totals.map(({ up, down }) => (
                      <span key={up.currency} className="row">
                        {signOf(up) === 0 ? null : (
                          <span className="tag good">
                            +<Money of={up} />
                          </span>
                        )}
                        {signOf(down) === 0 ? null : (
                          <span className="tag warn">
                            <Money of={down} />
                          </span>
                        )}
                      </span>
                    ))}
                    <span className="soft small">{t('past.changed', { count: one.changed })}</span>
                  </p>
                  <div className="row small">
                    <Button size="small" disabled={one.changed === 0} onClick={() => setOpen(one)}>
                      {t('past.open')}
                    </Button>
                    <Link to="/process-log" search={{ cycle: one.cycleId }}>
                      {t('log')}
                    </Link>
                  </div>
                </li>
              ))}
            </ul>
            {corrections.hasNextPage ? (
              <Button onClick={() => void corrections.fetchNextPage()}>{t('more')}</Button>
            ) : null}
          </>
        )}
      </Await>
      {open === null ? null : (
        <Drawer
          open
          onClose={() => setOpen(null)}
          size={narrow ? '100%' : 720}
          title={t('past.of', { no: open.no })}
          closable={{ 'aria-label': t('close') }}
        >
          <CorrectedLines id={open.id} />
        </Drawer>
      )}
    </section>
  );
}
