import type { components } from '@goalbeat/api-client/generated/goals';
import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Await } from '../states/await.js';
import { Empty } from '../states/empty.js';
import styles from './versions.module.css';

export type Diff = components['schemas']['VersionDiff'];

/** What the newest version has changed. */
export function VersionDiff({ version, of }: { version: number; of: UseQueryResult<Diff> }) {
  const { t } = useTranslation('versions');
  return (
    <section className="card stack" aria-labelledby="diff">
      <div className="row apart">
        <h2 id="diff">{t('title')}</h2>
        {of.data === undefined || version < 2 ? null : (
          <span className="tag figures">{t('from', { from: of.data.from, to: of.data.to })}</span>
        )}
      </div>
      {version < 2 ? (
        <Empty title={t('first.title')} advice={t('first.advice')} />
      ) : (
        <Await of={of} isEmpty={({ changes }) => changes.length === 0} empty={<p className="soft">{t('same')}</p>}>
          {({ changes }) => (
            <table className={styles['diff']}>
              <thead>
                <tr>
                  <th scope="col">{t('field')}</th>
                  <th scope="col">{t('before')}</th>
                  <th scope="col">{t('after')}</th>
                </tr>
              </thead>
              <tbody>
                {changes.map(({ field, before, after }) => (
                  <tr key={field}>
                    <th scope="row">
                      <code>{field}</code>
                    </th>
                    <td>{before === null ? t('nothing') : <del>{before}</del>}</td>
                    <td>{after === null ? t('nothing') : <ins>{after}</ins>}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </Await>
      )}
    </section>
  );
}
