import { Button, Input, Modal, Select } from 'antd';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { goals } from '../api/clients.js';
import { useCommand } from '../api/use-command.js';
import { ZonedInput } from '../instant/zoned-input.js';
import { useZone } from '../session/me.js';
import { CYCLES, type ControlAction, type ControlRequest, type Cycle, type StepName } from './cycle-queries.js';
import styles from './monitor.module.css';
import { MovedSteps } from './moved-steps.js';
import { closable, extendable } from './standing.js';
import { WhatHappens } from './what-happens.js';

const DAY = 86_400_000;

/** One action on a cycle: what it will do, why, and then it is done. */
export function ControlDialog({ cycle, action, onEnd }: { cycle: Cycle; action: ControlAction; onEnd: () => void }) {
  const { t } = useTranslation(['monitor', 'cycle']);
  const zone = useZone();
  const steps = action === 'extend' ? extendable(cycle) : action === 'close-now' ? closable(cycle) : [];
  const [chosen, choose] = useState<StepName | undefined>(
    (action === 'extend' ? steps.find(({ step }) => step.startsWith('close-')) : undefined)?.step ?? steps[0]?.step,
  );
  const step = steps.find((one) => one.step === chosen) ?? steps[0];
  const [at, setAt] = useState<{ step: StepName; at: string | undefined }>();
  const [reason, setReason] = useState('');
  const until = step === undefined ? undefined : at?.step === step.step ? at.at : dayLater(step.at);

  const control = useCommand({
    run: (body: ControlRequest) =>
      answer(goals.POST('/v1/cycles/{id}/control', { params: { path: { id: cycle.id } }, body })),
    changes: [CYCLES],
    done: t(`dialog.done.${action}`),
  });
  const ready = reason.trim() !== '' && (action !== 'extend' || until !== undefined);
  const go = (): void =>
    control.mutate(
      {
        version: cycle.version,
        action,
        reason: reason.trim(),
        ...(step === undefined ? {} : { step: step.step }),
        ...(action === 'extend' && until !== undefined ? { at: until } : {}),
      },
      { onSuccess: onEnd },
    );

  return (
    <Modal open title={t(`action.${action}`)} footer={null} onCancel={onEnd} width={560}>
      <form
        className="stack"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          if (ready) go();
        }}
      >
        {steps.length === 0 || step === undefined ? null : (
          <div className={styles['pair']}>
            <label>
              <span>{t('dialog.step')}</span>
              <Select
                value={step.step}
                onChange={choose}
                options={steps.map((one) => ({ value: one.step, label: t(`cycle:step.${one.step}`) }))}
              />
            </label>
            {action === 'extend' ? (
              <label>
                <span>{t('dialog.at', { zone })}</span>
                <ZonedInput key={step.step} at={until} onChange={(next) => setAt({ step: step.step, at: next })} />
              </label>
            ) : null}
          </div>
        )}
        <WhatHappens action={action} cycle={cycle} step={step} />
        {action === 'extend' && step !== undefined && until !== undefined ? (
          <MovedSteps cycle={cycle} step={step.step} at={until} />
        ) : null}
        <label className={styles['field']}>
          <span>{t('dialog.reason')}</span>
          <Input.TextArea rows={2} maxLength={4000} value={reason} onChange={(e) => setReason(e.target.value)} />
          <small className="soft">{t('dialog.reasonHelp')}</small>
        </label>
        <div className="row apart">
          <Button onClick={onEnd}>{t('dialog.keep')}</Button>
          <Button
            type="primary"
            danger={action === 'cancel'}
            htmlType="submit"
            disabled={!ready}
            loading={control.isPending}
          >
            {t(`dialog.go.${action}`)}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

const dayLater = (at: string): string => new Date(Date.parse(at) + DAY).toISOString();
