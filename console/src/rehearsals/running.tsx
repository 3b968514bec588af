import { Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { Instant } from '../instant/instant.js';
import type { Rehearsal } from './rehearsal-queries.js';
import styles from './rehearsals.module.css';

const STAGES = ['waiting', 'copying', 'setting-up', 'playing', 'counting'] as const;

/** Where it is: copying, setting up, the week passing by, counting. */
export function Running({ rehearsal: { stage, progress, now } }: { rehearsal: Rehearsal }) {
  const { t } = useTranslation('rehearsals');
  const at = STAGES.findIndex((one) => one === stage);
  return (
    <section className="card stack" aria-labelledby="running">
      <h2 id="running">{t('running.title')}</h2>
      <ol className={styles['stages']}>
        {STAGES.map((one, index) => (
          <li
            key={one}
            data-is={index < at ? 'done' : index === at ? 'now' : 'later'}
            aria-current={index === at ? 'step' : undefined}
          >
            {t(`stage.${one}`)}
          </li>
        ))}
      </ol>
      <Progress percent={progress} aria-label={t('running.progress')} strokeColor="var(--pine)" />
      <p className="soft">
        {now === null ? (
          t('running.soon')
        ) : (
          <>
            {t('running.now')} <Instant at={now} />
          </>
        )}
      </p>
      <p className="soft small">{t('running.leave')}</p>
    </section>
  );
}
