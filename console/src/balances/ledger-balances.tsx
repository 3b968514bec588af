import { useTranslation } from 'react-i18next';
import { signOf } from '../money/amounts.js';
import { Money } from '../money/money.js';
import { useMay } from '../session/me.js';
import { Await } from '../states/await.js';
import styles from './balances.module.css';
import { useLedgerBalances } from './balance-queries.js';

/** Where all the money of the books is, account by account. */
export function LedgerBalances() {
  const { t } = useTranslation('balances');
  const may = useMay('payroll.ledger.read');
  const balances = useLedgerBalances(may);
  if (!may) return null;
  return (
    <section className="card stack" aria-labelledby="ledger">
      <h2 id="ledger">{t('ledger.title')}</h2>
      <p className="soft small">{t('ledger.about')}</p>
      <Await of={balances} isEmpty={(rows) => rows.length === 0} empty={<p className="soft">{t('ledger.none')}</p>}>
        {(rows) => (
          <div className={styles['scroll']}>
            <table className={styles['sheet']}>
              <thead>
                <tr>
                  <th scope="col">{t('ledger.account')}</th>
                  <th scope="col" data-figures>
                    {t('ledger.debit')}
                  </th>
                  <th scope="col" data-figures>
                    {t('ledger.credit')}
                  </th>
                  <th scope="col" data-figures>
                    {t('ledger.balance')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={`${row.currency}-${row.account}`}>
                    <th scope="row">{t(`ledger.of.${row.account}`)}</th>
                    <td data-figures>
                      <Money of={row.debit} />
                    </td>
                    <td data-figures>
                      <Money of={row.credit} />
                    </td>
                    <td data-figures>{signOf(row.balance) === 0 ? '–' : <Money of={row.balance} />}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Await>
    </section>
  );
}
