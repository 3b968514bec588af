import { CameraOutlined, LinkOutlined, PaperClipOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import { useId, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { carry } from '../api/carry.js';
import { problemOf } from '../api/api-problem.js';
import { download } from '../api/download.js';
import { problemWords } from '../api/problem-words.js';
import { mySheets, type Goal, type Sheet } from './sheet-query.js';
import styles from './my-week.module.css';

const ACCEPTED = '.png,.jpg,.jpeg,.webp,.pdf,.xlsx,.csv,.txt';
const MOST_BYTES = 10 * 1024 * 1024;

/** What shows that the goal was met; files are saved under their own names. */
export function EvidenceList({ goal }: { goal: Goal }) {
  const { t } = useTranslation('my-week');
  const { t: say } = useTranslation('problem');
  const { notification } = App.useApp();
  if (goal.evidence.length === 0) return null;
  const save = async (id: string): Promise<void> => {
    try {
      await download(`/api/goals/v1/evidence/${id}`);
    } catch (error) {
      const { title, advice } = problemWords(error, say);
      notification.error({ title, description: advice, placement: 'top' });
    }
  };
  return (
    <ul className={styles['evidence']} aria-label={t('evidenceOf', { goal: goal.title })}>
      {goal.evidence.map(({ id, kind, name }) => (
        <li key={id}>
          {kind === 'link' ? (
            <a href={name} target="_blank" rel="noreferrer noopener">
              <LinkOutlined aria-hidden /> {name.replace(/^https?:\/\//, '')}
            </a>
          ) : kind === 'file' ? (
            <button type="button" onClick={() => void save(id)}>
              <PaperClipOutlined aria-hidden /> {name}
            </button>
          ) : (
            <span>{name}</span>
          )}
        </li>
      ))}
    </ul>
  );
}

interface EvidenceDropProps {
  sheet: Sheet;
  goal: Goal;
  links: string[];
  onLinks: (links: string[]) => void;
}

/** Files dropped or chosen, a photo from the phone, or a link. Files are sent at once, so that a report is a small thing. */
export function EvidenceDrop({ sheet, goal, links, onLinks }: EvidenceDropProps) {
  const { t } = useTranslation('my-week');
  const id = useId();
  const { send, sending, trouble } = useUpload(sheet, goal);
  const [over, setOver] = useState(false);
  const [link, setLink] = useState('');
  const isLink = /^https?:\/\/\S+\.\S+/.test(link.trim());
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    void send([...event.dataTransfer.files]);
  };
  const chosen = (files: FileList | null): void => void send([...(files ?? [])]);

  return (
    <div className="stack" style={{ gap: '0.5rem' }}>
      <EvidenceList goal={{ ...goal, evidence: goal.evidence.filter(({ kind }) => kind !== 'link') }} />
      <div
        className={styles['drop']}
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <span className="soft small">
          {sending > 0
            ? t('sending', { count: sending })
            : t(goal.evidenceRequired ? 'evidenceNeeded' : 'evidenceWelcome')}
        </span>
        <span className="row">
          <label className={styles['pick']} htmlFor={`${id}-file`}>
            <PaperClipOutlined aria-hidden /> {t('chooseFile')}
          </label>
          <input
            id={`${id}-file`}
            className="unseen"
            type="file"
            multiple
            accept={ACCEPTED}
            aria-label={t('chooseFileFor', { goal: goal.title })}
            onChange={(event) => {
              chosen(event.target.files);
              event.target.value = '';
            }}
          />
          <label className={`${styles['pick'] ?? ''} ${styles['camera'] ?? ''}`} htmlFor={`${id}-photo`}>
            <CameraOutlined aria-hidden /> {t('takePhoto')}
          </label>
          <input
            id={`${id}-photo`}
            className="unseen"
            type="file"
            accept="image/jpeg,image/png,image/webp"
            capture="environment"
            aria-label={t('takePhotoFor', { goal: goal.title })}
            onChange={(event) => {
              chosen(event.target.files);
              event.target.value = '';
            }}
          />
        </span>
      </div>
      {links.map((url) => (
        <p key={url} className="row small">
          <LinkOutlined aria-hidden /> <span className={styles['url']}>{url}</span>
          <Button size="small" type="text" onClick={() => onLinks(links.filter((one) => one !== url))}>
            {t('removeLink')}
          </Button>
        </p>
      ))}
      <span className="row">
        <Input
          className={styles['link'] ?? ''}
          type="url"
          placeholder="https://"
          aria-label={t('linkFor', { goal: goal.title })}
          value={link}
          onChange={(event) => setLink(event.target.value)}
        />
        <Button
          disabled={!isLink}
          onClick={() => {
            onLinks([...new Set([...links, link.trim()])]);
            setLink('');
          }}
        >
          {t('addLink')}
        </Button>
      </span>
      {trouble === undefined ? null : (
        <p className="late small" role="alert">
          {trouble}
        </p>
      )}
    </div>
  );
}

function useUpload(sheet: Sheet, goal: Goal) {
  const { t } = useTranslation('my-week');
  const { t: say } = useTranslation('problem');
  const client = useQueryClient();
  const [sending, setSending] = useState(0);
  const [trouble, setTrouble] = useState<string>();

  const sendOne = async (file: File): Promise<void> => {
    const form = new FormData();
    form.set('file', file, file.name);
    const address = `/api/goals/v1/goal-sheets/${sheet.id}/evidence?goal=${goal.id}`;
    const response = await carry(new Request(new URL(address, window.location.origin), { method: 'POST', body: form }));
    if (!response.ok) throw await problemOf(response);
  };
  const send = async (files: readonly File[]): Promise<void> => {
    setTrouble(undefined);
    setSending((was) => was + files.length);
    for (const file of files) {
      try {
        if (file.size > MOST_BYTES) setTrouble(t('tooLarge', { name: file.name }));
        else await sendOne(file);
      } catch (error) {
        setTrouble(`${file.name}: ${problemWords(error, say).advice}`);
      } finally {
        setSending((was) => was - 1);
      }
    }
    await client.invalidateQueries({ queryKey: mySheets.queryKey });
  };
  return { send, sending, trouble };
}
