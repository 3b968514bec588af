import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useEffect, useId, useRef } from 'react';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { useTranslation } from 'react-i18next';
import { useShortcuts } from '../keyboard/shortcuts.js';
import { useKeptDraft } from '../session/kept-draft.js';
import { WhatHappened } from './what-happened.js';
import { kindOf, rejects, type AsksReason } from './desk-kinds.js';
import { sheetOf, type Decision, type DeskItem } from './desk-query.js';
import styles from './detail.module.css';

export interface Decided {
  decision: Decision;
  comment?: string;
  items?: readonly string[];
}
interface DecideBarProps {
  item: DeskItem;
  approvalId: string;
  isOpen: boolean;
  asksReason: AsksReason | null;
  onAskReason: (asks: AsksReason | null) => void;
  onDecide: (decided: Decided) => void;
}

/** As a return begins; what is written of it stays until the tab is closed, also while one looks at other things. */
const NOTHING: { reason: string; wrong: readonly string[] } = { reason: '', wrong: [] };

/** Approve, return with a reason, or reject for good where that ends it. Where somebody else was faster it says what they did. */
export function DecideBar({ item, approvalId, isOpen, asksReason, onAskReason, onDecide }: DecideBarProps) {
  const { t } = useTranslation('desk');
  if (!isOpen) return <WhatHappened service={item.service} approvalId={approvalId} taskId={item.taskId} />;
  if (asksReason !== null)
    return (
      <ReasonForm
        key={asksReason}
        item={item}
        decision={asksReason}
        onCancel={() => onAskReason(null)}
        onDecide={onDecide}
      />
    );
  return (
    <div className={styles['decide']}>
      {rejects(item) ? (
        <Button size="large" type="text" danger onClick={() => onAskReason('reject')}>
          {t('reject')}
        </Button>
      ) : null}
      <Button size="large" onClick={() => onAskReason('return')}>
        {t('return')}
        <kbd aria-hidden="true">r</kbd>
      </Button>
      <Button size="large" type="primary" onClick={() => onDecide({ decision: 'approve' })}>
        {t('approve')}
        <kbd aria-hidden="true">a</kbd>
      </Button>
    </div>
  );
}

/** Why, and which goals: whoever gets it back should not have to ask. */
function ReasonForm({
  item,
  decision,
  onCancel,
  onDecide,
}: Pick<DecideBarProps, 'item' | 'onDecide'> & { decision: AsksReason; onCancel: () => void }) {
  const { t } = useTranslation('desk');
  const [{ reason, wrong }, setDraft] = useKeptDraft(`${decision}.${item.taskId}`, NOTHING);
  const field = useRef<TextAreaRef>(null);
  const title = useId();
  const isSheet = ['plan', 'report'].includes(kindOf(item.subjectKind));
  const sheet = useQuery({ ...sheetOf(item.subjectId), enabled: isSheet });
  useEffect(() => field.current?.focus(), []);
  const ready = reason.trim() !== '';
  const send = (): void => {
    if (ready) onDecide({ decision, comment: reason.trim(), items: wrong });
  };
  useShortcuts([{ keys: 'mod+Enter', says: t('keys.send'), run: send, whileTyping: true }]);

  return (
    <form
      className={styles['return']}
      aria-labelledby={title}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <h3 id={title}>{t(decision === 'return' ? 'returning' : 'rejecting', { title: item.title })}</h3>
      {decision === 'reject' ? <p className="soft">{t('rejectEnds')}</p> : null}
      {sheet.data === undefined || sheet.data.goals.length < 2 ? null : (
        <fieldset className={styles['which']}>
          <legend className="small soft">{t('whichGoals')}</legend>
          {sheet.data.goals.map(({ id, title: name }) => (
            <button
              key={id}
              type="button"
              aria-pressed={wrong.includes(id)}
              onClick={() =>
                setDraft((was) => ({
                  ...was,
                  wrong: was.wrong.includes(id) ? was.wrong.filter((one) => one !== id) : [...was.wrong, id],
                }))
              }
            >
              {name}
            </button>
          ))}
        </fieldset>
      )}
      <Input.TextArea
        ref={field}
        aria-label={t('reason')}
        placeholder={t(decision === 'return' ? 'reasonHint' : 'rejectHint')}
        maxLength={4000}
        rows={3}
        value={reason}
        onChange={({ target }) => setDraft((was) => ({ ...was, reason: target.value }))}
      />
      <div className={styles['decide']}>
        <Button onClick={onCancel}>{t('cancel')}</Button>
        <Button type="primary" danger htmlType="submit" disabled={!ready}>
          {t(decision)}
        </Button>
      </div>
    </form>
  );
}
