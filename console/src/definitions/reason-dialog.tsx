import { Button, Input, Modal } from 'antd';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './definitions.module.css';

interface ReasonDialogProps {
  title: string;
  says: string;
  go: string;
  busy: boolean;
  danger?: boolean;
  onGo: (reason: string) => void;
  onEnd: () => void;
}

export function ReasonDialog({ title, says, go, busy, danger = false, onGo, onEnd }: ReasonDialogProps) {
  const { t } = useTranslation('definitions');
  const [reason, setReason] = useState('');
  return (
    <Modal open title={title} footer={null} onCancel={onEnd} width={460}>
      <form
        className="stack"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          if (reason.trim() !== '') onGo(reason.trim());
        }}
      >
        <p>{says}</p>
        <label className={styles['field']}>
          <span>{t('schedule.reason')}</span>
          <Input value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
        </label>
        <div className="row apart">
          <Button onClick={onEnd}>{t('schedule.keep')}</Button>
          <Button type="primary" danger={danger} htmlType="submit" disabled={reason.trim() === ''} loading={busy}>
            {go}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
