import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { goals } from '../api/clients.js';
import { useCommand } from '../api/use-command.js';
import { Ago } from '../instant/instant.js';
import { useKeptDraft } from '../session/kept-draft.js';
import { useMay, useMe } from '../session/me.js';
import type { Sheet } from './desk-query.js';
import { Who } from './who.js';
import styles from './subject.module.css';

/** What was said about the week; its owner is told of it. */
export function Feedback({ sheet }: { sheet: Sheet }) {
  const { t } = useTranslation('desk');
  const me = useMe().person;
  const may = useMay('goals.sheet.adjust') && me?.id !== sheet.personId;
  const [text, setText, forget] = useKeptDraft(`feedback.${sheet.id}`, '');
  const [writing, setWriting] = useState(text !== '');
  const say = useCommand({
    run: (said: string) =>
      answer(goals.POST('/v1/goal-sheets/{id}/feedback', { params: { path: { id: sheet.id } }, body: { text: said } })),
    changes: [['goals', 'goal-sheet']],
    done: t('feedback.done', { name: sheet.personName }),
  });
  if (!may && sheet.feedback.length === 0) return null;
  return (
    <section className="stack" style={{ gap: '0.5rem' }}>
      {sheet.feedback.length === 0 ? null : <h3>{t('feedback.title')}</h3>}
      {sheet.feedback.map(({ at, byPersonId, text: said }) => (
        <p key={`${at} ${said}`} className={styles['said']}>
          {said}
          <span className="soft small">
            {' '}
            <Who id={byPersonId} /> · <Ago at={at} />
          </span>
        </p>
      ))}
      {!may ? null : writing ? (
        <form
          className="stack"
          style={{ gap: '0.5rem' }}
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim() === '') return;
            say.mutate(text.trim(), {
              onSuccess: () => {
                forget();
                setWriting(false);
              },
            });
          }}
        >
          <Input.TextArea
            autoFocus
            aria-label={t('feedback.to', { name: sheet.personName })}
            placeholder={t('feedback.hint')}
            maxLength={4000}
            rows={3}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <span className="row">
            <Button htmlType="submit" disabled={text.trim() === ''} loading={say.isPending}>
              {t('feedback.send')}
            </Button>
            <Button
              type="text"
              onClick={() => {
                forget();
                setWriting(false);
              }}
            >
              {t('cancel')}
            </Button>
          </span>
        </form>
      ) : (
        <span>
          <Button onClick={() => setWriting(true)}>{t('feedback.give')}</Button>
        </span>
      )}
    </section>
  );
}
