import { App, Modal } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { askBy } from '../api/step-up.js';
import { Prove } from './prove.js';
import { signInRefusal } from './sign-in-refusal.js';

/** Asks who it is again, where the API wants to know it freshly; then the call that waited is made again. */
export function StepUpDialog() {
  const { t } = useTranslation('shell');
  const { notification } = App.useApp();
  const decide = useRef<(proved: boolean) => void>(undefined);
  const [open, setOpen] = useState(false);

  useEffect(
    () =>
      askBy(() => {
        setOpen(true);
        return new Promise((resolve) => {
          decide.current = resolve;
        });
      }),
    [],
  );
  useEffect(() => {
    // Whoever comes back from the company's sign-in with a session wanted to confirm something by it.
    if (signInRefusal === undefined) return;
    notification.error({
      key: 'step-up-refused',
      title: t('stepUp.refused'),
      description: t(`signIn.refused.${signInRefusal}`),
      placement: 'top',
      duration: 0,
    });
  }, [notification, t]);

  const end = useCallback((proved: boolean): void => {
    setOpen(false);
    decide.current?.(proved);
  }, []);
  const onProved = useCallback(() => end(true), [end]);

  return (
    <Modal open={open} title={t('stepUp.title')} footer={null} onCancel={() => end(false)} destroyOnHidden width={440}>
      {open ? <Prove onProved={onProved} /> : null}
    </Modal>
  );
}
