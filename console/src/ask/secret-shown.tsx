import { App, Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './ask.module.css';

interface SecretShownProps {
  title: string;
  /** To whom it goes; it is shown this once. */
  says: string;
  secret: string;
  onKept: () => void;
}

/** A secret that nobody can look up again: the dialog stays until somebody says that they have it. */
export function SecretShown({ title, says, secret, onKept }: SecretShownProps) {
  const { t } = useTranslation('ask');
  const { message } = App.useApp();
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(secret);
      void message.success(t('copied'));
    } catch {
      // Without a secure address there is no clipboard: it can be marked and copied by hand.
      void message.info(t('copyByHand'));
    }
  };
  return (
    <Modal
      open
      title={title}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={[
        <Button key="copy" onClick={() => void copy()}>
          {t('copy')}
        </Button>,
        <Button key="kept" type="primary" onClick={onKept}>
          {t('kept')}
        </Button>,
      ]}
    >
      <div className="stack">
        <p>{says}</p>
        <code className={styles['secret']}>{secret}</code>
      </div>
    </Modal>
  );
}
