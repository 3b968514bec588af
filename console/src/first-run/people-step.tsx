import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ImportDialog, type ImportOf } from '../people/import-dialog.js';
import styles from './first-run.module.css';
import { PEOPLE_FILE, UNITS_FILE, save } from './sample-files.js';

/** Departments first, if there are any, then people: each row is looked at before anything is written. */
export function PeopleStep() {
  const { t } = useTranslation('first-run');
  const [importing, setImporting] = useState<ImportOf>();
  return (
    <section className="card stack" aria-labelledby="people">
      <h2 id="people">{t('people.title')}</h2>
      <p>{t('people.lead')}</p>
      <ol className={styles['files']}>
        <li>
          <div>
            <b>{t('people.units')}</b>
            <p className="soft small">{t('people.unitsHelp')}</p>
          </div>
          <span className="row">
            <Button type="link" onClick={() => save(UNITS_FILE, 'units.csv')}>
              {t('people.unitsSample')}
            </Button>
            <Button onClick={() => setImporting('units')}>{t('people.unitsGo')}</Button>
          </span>
        </li>
        <li>
          <div>
            <b>{t('people.people')}</b>
            <p className="soft small">{t('people.peopleHelp')}</p>
          </div>
          <span className="row">
            <Button type="link" onClick={() => save(PEOPLE_FILE, 'people.csv')}>
              {t('people.peopleSample')}
            </Button>
            <Button type="primary" onClick={() => setImporting('people')}>
              {t('people.peopleGo')}
            </Button>
          </span>
        </li>
      </ol>
      {importing === undefined ? null : <ImportDialog of={importing} onEnd={() => setImporting(undefined)} />}
    </section>
  );
}
