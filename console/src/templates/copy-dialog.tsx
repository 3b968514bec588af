import { useNavigate } from '@tanstack/react-router';
import { Button, Input, Modal } from 'antd';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { goals } from '../api/clients.js';
import { useCommand } from '../api/use-command.js';
import { templatesKey, type Template } from './template-queries.js';
import styles from './templates.module.css';

const CODE = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

export function CopyDialog({ template, onEnd }: { template: Template; onEnd: () => void }) {
  const { t } = useTranslation('templates');
  const navigate = useNavigate();
  const [code, setCode] = useState(`${template.code}-2`);
  const [name, setName] = useState(template.name);
  const [jobFamily, setFamily] = useState(template.jobFamily);
  const copy = useCommand({
    run: () =>
      answer(
        goals.POST('/v1/goal-templates/{code}/copies', {
          params: { path: { code: template.code } },
          body: { code, name, jobFamily },
        }),
      ),
    changes: [templatesKey],
    done: t('copy.done'),
  });
  const ready = CODE.test(code) && name.trim() !== '' && CODE.test(jobFamily);
  return (
    <Modal open title={t('copy.title', { name: template.name })} footer={null} onCancel={onEnd} width={440}>
      <form
        className="stack"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          if (!ready) return;
          copy.mutate(undefined, {
            onSuccess: (made) => void navigate({ to: '/templates/$code', params: { code: made.code } }).then(onEnd),
          });
        }}
      >
        <label className={styles['field']}>
          <span>{t('copy.code')}</span>
          <Input
            value={code}
            status={CODE.test(code) ? '' : 'error'}
            onChange={(event) => setCode(event.target.value)}
          />
          <small className="soft">{t('copy.codeHelp')}</small>
        </label>
        <label className={styles['field']}>
          <span>{t('copy.name')}</span>
          <Input value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />
        </label>
        <label className={styles['field']}>
          <span>{t('copy.family')}</span>
          <Input value={jobFamily} onChange={(event) => setFamily(event.target.value)} />
        </label>
        <div className="row apart">
          <Button onClick={onEnd}>{t('copy.keep')}</Button>
          <Button type="primary" htmlType="submit" disabled={!ready} loading={copy.isPending}>
            {t('copy.go')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
