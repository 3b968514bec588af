import { LinkOutlined, PaperClipOutlined } from '@ant-design/icons';
import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { download } from '../api/download.js';
import { problemWords } from '../api/problem-words.js';
import type { Goal } from './desk-query.js';
import styles from './subject.module.css';

const isPicture = (name: string): boolean => /\.(png|jpe?g|webp)$/i.test(name);
const addressOf = (id: string): string => `/api/goals/v1/evidence/${id}`;

/** Pictures where they are, larger by a click; other files are saved; links open beside. */
export function Evidence({ goal }: { goal: Goal }) {
  const { t } = useTranslation('desk');
  if (goal.evidence.length === 0)
    return goal.evidenceRequired ? <p className="small late">{t('evidence.none')}</p> : null;
  return (
    <ul className={styles['evidence']} aria-label={t('evidence.of', { goal: goal.title })}>
      {goal.evidence.map(({ id, kind, name }) => (
        <li key={id}>
          {kind === 'link' ? (
            <a href={name} target="_blank" rel="noreferrer noopener">
              <LinkOutlined aria-hidden /> {name.replace(/^https?:\/\//, '')}
            </a>
          ) : kind === 'file' && isPicture(name) ? (
            <Picture id={id} name={name} />
          ) : kind === 'file' ? (
            <Saved id={id} name={name} />
          ) : (
            <span>{name}</span>
          )}
        </li>
      ))}
    </ul>
  );
}

function Picture({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation('desk');
  const [large, setLarge] = useState(false);
  const [broken, setBroken] = useState(false);
  if (broken) return <Saved id={id} name={name} />;
  return (
    <button
      type="button"
      className={styles['picture']}
      data-large={large}
      aria-expanded={large}
      aria-label={t(large ? 'evidence.smaller' : 'evidence.larger', { name })}
      onClick={() => setLarge(!large)}
    >
      <img src={addressOf(id)} alt={name} loading="lazy" onError={() => setBroken(true)} />
    </button>
  );
}

function Saved({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation('problem');
  const { notification } = App.useApp();
  const save = async (): Promise<void> => {
    try {
      await download(addressOf(id));
    } catch (error) {
      const { title, advice } = problemWords(error, t);
      notification.error({ title, description: advice, placement: 'top' });
    }
  };
  return (
    <button type="button" className={styles['file']} onClick={() => void save()}>
      <PaperClipOutlined aria-hidden /> {name}
    </button>
  );
}
