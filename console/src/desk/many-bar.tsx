import { Button, Checkbox, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isSelectable, MOST_TOGETHER } from './desk-kinds.js';
import type { DeskItem } from './desk-query.js';
import styles from './list.module.css';

interface ManyBarProps {
  items: readonly DeskItem[];
  picked: readonly DeskItem[];
  busy: boolean;
  onPick: (ids: readonly string[]) => void;
  onDecide: (decision: 'approve' | 'return', comment?: string) => void;
}

/** Ticked ones are decided together: each stays a decision of its own. */
export function ManyBar({ items, picked, busy, onPick, onDecide }: ManyBarProps) {
  const { t } = useTranslation('desk');
  const [returning, setReturning] = useState(false);
  const [reason, setReason] = useState('');
  const pickable = items.filter(isSelectable).slice(0, MOST_TOGETHER);
  if (pickable.length < 2) return null;
  const send = (): void => {
    onDecide('return', reason.trim());
    setReturning(false);
    setReason('');
  };
  return (
    <div className={styles['many']}>
      <Checkbox
        checked={picked.length === pickable.length}
        indeterminate={picked.length > 0 && picked.length < pickable.length}
        onChange={({ target }) => onPick(target.checked ? pickable.map(({ taskId }) => taskId) : [])}
      >
        {picked.length === 0 ? t('many.all', { count: pickable.length }) : t('many.picked', { count: picked.length })}
      </Checkbox>
      {picked.length === 0 ? null : (
        <span className="row">
          <Button size="small" onClick={() => setReturning(true)} disabled={busy}>
            {t('return')}
          </Button>
          <Button size="small" type="primary" onClick={() => onDecide('approve')} loading={busy}>
            {t('approve')}
          </Button>
        </span>
      )}
      <Modal
        open={returning}
        title={t('many.return', { count: picked.length })}
        okText={t('return')}
        cancelText={t('cancel')}
        okButtonProps={{ disabled: reason.trim() === '' }}
        onOk={send}
        onCancel={() => setReturning(false)}
        destroyOnHidden
      >
        <div className="stack" style={{ gap: '0.5rem' }}>
          <p className="soft">{t('many.why')}</p>
          <Input.TextArea
            autoFocus
            aria-label={t('reason')}
            placeholder={t('reasonHint')}
            maxLength={4000}
            rows={4}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
      </Modal>
    </div>
  );
}
