import { Button, Input, Modal } from 'antd';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { gateway } from '../api/clients.js';
import { problemWords } from '../api/problem-words.js';
import { askBy } from '../api/step-up.js';
import { useMe } from './me.js';

/** Asks who it is again, where the API wants to know it freshly; then the call that waited is made again. */
export function StepUpDialog() {
  const { t } = useTranslation(['shell', 'problem']);
  const { t: say } = useTranslation('problem');
  const me = useMe();
  const decide = useRef<(proved: boolean) => void>(undefined);
  const [open, setOpen] = useState(false);
  const [password, setPassword] = useState('');
  const [trouble, setTrouble] = useState<string>();
  const [busy, setBusy] = useState(false);

  useEffect(
    () =>
      askBy(() => {
        setPassword('');
        setTrouble(undefined);
        setOpen(true);
        return new Promise((resolve) => {
          decide.current = resolve;
        });
      }),
    [],
  );

  const end = (proved: boolean): void => {
    setOpen(false);
    decide.current?.(proved);
  };
  const prove = async (): Promise<void> => {
    setBusy(true);
    try {
      await answer(gateway.POST('/api/session/step-up', { body: { password } }));
      end(true);
    } catch (error) {
      setTrouble(problemWords(error, say).advice);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Modal open={open} title={t('stepUp.title')} footer={null} onCancel={() => end(false)} destroyOnHidden width={420}>
      <form
        className="stack"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void prove();
        }}
      >
        <p className="soft">{t('stepUp.why')}</p>
        <label className="stack" style={{ gap: '0.25rem' }}>
          <span>{t('signIn.password')}</span>
          <Input.Password
            autoFocus
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
            status={trouble === undefined ? '' : 'error'}
          />
        </label>
        {trouble === undefined ? null : (
          <p role="alert" className="late">
            {trouble}
          </p>
        )}
        <div className="row apart">
          <Button
            type="link"
            onClick={() =>
              window.location.assign(`/api/session/oidc/${encodeURIComponent(me.tenant.slug)}/start?stepUp=1`)
            }
          >
            {t('signIn.byCompany')}
          </Button>
          <Button type="primary" htmlType="submit" loading={busy} disabled={password === ''}>
            {t('stepUp.confirm')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
