import { Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './keyboard-help.module.css';
import { useAllShortcuts, useShortcuts } from './shortcuts.js';

/** `?` lists what keys do here and now. */
export function KeyboardHelp() {
  const { t } = useTranslation('shell');
  const [open, setOpen] = useState(false);
  const all = useAllShortcuts();
  useShortcuts([{ keys: '?', says: t('keys.help'), run: () => setOpen((was) => !was) }]);
  return (
    <Modal
      open={open}
      onCancel={() => setOpen(false)}
      footer={null}
      title={t('keys.title')}
      width={460}
      destroyOnHidden
    >
      <dl className={styles['list']}>
        {all.map(({ keys, says }) => (
          <div key={keys}>
            <dt>{says}</dt>
            <dd>
              {keys.split(/[ ]/).map((key) => (
                <kbd key={key}>{key.replace('mod+', 'Ctrl ')}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
