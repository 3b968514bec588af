import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { Money } from '../money/money.js';
import { useUnitNames } from '../names/names.js';
import styles from './bonus-lists.module.css';
import type { BonusLine } from './list-queries.js';

/** On screen only rows in sight exist; paper gets them all. */
export function PrintedLines({ lines }: { lines: readonly BonusLine[] }) {
  const { t } = useTranslation('bonus-lists');
  const units = useUnitNames();
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const begin = (): void => flushSync(() => setPrinting(true));
    const end = (): void => setPrinting(false);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, []);
  if (!printing) return null;
  return (
    <table className={`${styles['sheet'] ?? ''} ${styles['printed'] ?? ''}`} style={{ display: 'table' }}>
      <thead>
        <tr>
          <th scope="col">{t('col.who')}</th>
          <th scope="col">{t('col.reason')}</th>
          <th scope="col">{t('col.state')}</th>
          <th scope="col" data-figures>
            {t('col.amount')}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <td>
              {line.personNumber} {line.personName}
              <br />
              {units.get(line.unitId) ?? ''}
            </td>
            <td>{line.heldReason ?? line.reason}</td>
            <td>{t(`line.${line.state}`)}</td>
            <td data-figures>
              <Money of={line.amount} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
