import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api/api-problem.js';
import { problemWords } from '../api/problem-words.js';
import styles from './states.module.css';

/** Why it cannot be shown, and what to do: not allowed, not there, away. */
export function Trouble({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation('problem');
  const { title, advice } = problemWords(error, t);
  const status = error instanceof ApiProblem ? error.status : 0;
  const hopeless = status === 403 || status === 404;
  const reference =
    error instanceof ApiProblem && status >= 500 && error.correlationId !== '' ? error.correlationId : null;
  return (
    <div className={styles['said']} role="alert">
      <svg className={styles['sign']} viewBox="0 0 72 36" aria-hidden="true" focusable="false">
        <path d="M3 20h22M47 20h22M30 11l12 18M42 11L30 29" />
      </svg>
      <h2>{title}</h2>
      <p>{advice}</p>
      {reference === null ? null : <p className="small">{t('reference', { id: reference })}</p>}
      {onRetry === undefined || hopeless ? null : <Button onClick={onRetry}>{t('again')}</Button>}
    </div>
  );
}
