import { Input, Modal } from 'antd';
import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface ReasonDialogProps {
  title: string;
  /** What will happen, in a sentence. */
  says: ReactNode;
  /** Name of the button. */
  go: string;
  danger?: boolean;
  /** A comment that may be left out, instead of a reason that may not. */
  optional?: boolean;
  /** Nothing to write: only a question. */
  plain?: boolean;
  ready?: boolean;
  onClose: () => void;
  /** The dialog closes when it is done, and stays when it was refused. */
  onGo: (reason: string) => Promise<unknown>;
  children?: ReactNode;
}

const MAX = 2_000;

/** Whoever decides about money says why; this asks for it. Shown while it is rendered. */
export function ReasonDialog(props: ReasonDialogProps) {
  const {
    title,
    says,
    go,
    danger = false,
    optional = false,
    plain = false,
    ready = true,
    onClose,
    onGo,
    children,
  } = props;
  const { t } = useTranslation('ask');
  const id = useId();
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const given = reason.trim();
  const run = async (): Promise<void> => {
    setBusy(true);
    try {
      await onGo(given);
      onClose();
    } catch {
      // The refusal is told where the command is made; what was typed stays.
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={title}
      okText={go}
      cancelText={t('back')}
      okButtonProps={{ danger, disabled: !ready || (!optional && !plain && given === '') }}
      confirmLoading={busy}
      onOk={() => void run()}
      onCancel={onClose}
    >
      <div className="stack">
        <p>{says}</p>
        {children}
        {plain ? null : (
          <div>
            <label htmlFor={id}>{optional ? t('comment') : t('reason')}</label>
            <Input.TextArea
              id={id}
              value={reason}
              maxLength={MAX}
              rows={3}
              autoFocus
              onChange={(event) => setReason(event.target.value)}
            />
          </div>
        )}
      </div>
    </Modal>
  );
}
