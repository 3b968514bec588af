import type { components } from '@goalbeat/api-client/generated/payroll';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Money } from '../money/money.js';
import styles from './reconciliation.module.css';

type Difference = components['schemas']['Reconciliation']['differences'][number];

const subjectOf = ({ payoutId, runId }: Difference): string | null =>
  payoutId !== null ? `payout:${payoutId}` : runId !== null ? `payout-run:${runId}` : null;

/** What differs, line by line, with what happened to it. */
export function Differences({ rows }: { rows: readonly Difference[] }) {
  const { t, i18n } = useTranslation('reconciliation');
  const say = (what: string): string =>
    i18n.exists(`what.${what}`, { ns: 'reconciliation' }) ? t(`what.${what}` as never) : what;
  const figure = (text: string, currency: string | null) =>
    currency === null ? <span className="figures">{text}</span> : <Money of={{ amount: text, currency }} />;
  return (
    <section className="card stack" aria-labelledby="differences">
      <h2 id="differences">{t('differences')}</h2>
      <div className={styles['scroll']}>
        <table className={styles['sheet']}>
          <thead>
            <tr>
              <th scope="col">{t('col.what')}</th>
              <th scope="col">{t('col.whose')}</th>
              <th scope="col" data-figures>
                {t('col.expected')}
              </th>
              <th scope="col" data-figures>
                {t('col.found')}
              </th>
              <th scope="col">
                <span className="unseen">{t('col.log')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const subject = subjectOf(row);
              return (
                <tr key={`${row.what}-${row.lineId}-${row.payoutId}-${row.runId}-${row.currency}`}>
                  <td>{say(row.what)}</td>
                  <td className="figures">{row.personNumber ?? '–'}</td>
                  <td data-figures>{figure(row.expected, row.currency)}</td>
                  <td data-figures>{figure(row.found, row.currency)}</td>
                  <td>
                    {subject === null ? null : (
                      <Link to="/process-log" search={{ subject }}>
                        {t('col.log')}
                      </Link>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
