import { Input, InputNumber, Modal } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { payroll } from '../api/clients.js';
import { fieldProblems } from '../api/problem-words.js';
import { useCommand } from '../api/use-command.js';
import type { Asset } from './balance-queries.js';

const CODE = /^[A-Z][A-Z0-9-]{3,29}$/;

/** @param asset null: a new one */
export function AssetDialog({ asset, onEnd }: { asset: Asset | null; onEnd: () => void }) {
  const { t } = useTranslation('balances');
  const id = useId();
  const [code, setCode] = useState(asset?.code ?? '');
  const [name, setName] = useState(asset?.name ?? '');
  const [decimals, setDecimals] = useState(asset?.decimals ?? 0);
  const put = useCommand({
    run: () =>
      answer(
        payroll.PUT('/v1/assets/{code}', {
          params: { path: { code } },
          body: { name: name.trim(), decimals, ...(asset === null ? {} : { version: asset.version }) },
        }),
      ),
    changes: [['payroll', 'asset']],
    done: t('assets.saved'),
    shown: (error) => fieldProblems(error).size > 0,
  });
  const problems = fieldProblems(put.error);
  const ready = CODE.test(code) && name.trim() !== '';
  return (
    <Modal
      open
      title={t(asset === null ? 'assets.new' : 'assets.change')}
      okText={t('assets.save')}
      cancelText={t('assets.cancel')}
      okButtonProps={{ disabled: !ready }}
      confirmLoading={put.isPending}
      onOk={() => put.mutate(undefined, { onSuccess: onEnd })}
      onCancel={onEnd}
    >
      <div className="stack">
        <div>
          <label htmlFor={`${id}-code`}>{t('assets.code')}</label>
          <Input
            id={`${id}-code`}
            value={code}
            disabled={asset !== null}
            placeholder="POINTS"
            status={code !== '' && !CODE.test(code) ? 'error' : ''}
            onChange={({ target }) => setCode(target.value.toUpperCase())}
          />
          <p className="soft small">{t('assets.codeHint')}</p>
        </div>
        <div>
          <label htmlFor={`${id}-name`}>{t('assets.name')}</label>
          <Input id={`${id}-name`} value={name} maxLength={200} onChange={({ target }) => setName(target.value)} />
        </div>
        <div>
          <label htmlFor={`${id}-decimals`}>{t('assets.places')}</label>
          <br />
          <InputNumber
            id={`${id}-decimals`}
            min={0}
            max={4}
            value={decimals}
            disabled={asset?.used === true}
            onChange={(next) => setDecimals(next ?? 0)}
          />
          {asset?.used === true ? <p className="soft small">{t('assets.used')}</p> : null}
        </div>
        {[...problems.values()].map((text) => (
          <p key={text} className="late" role="alert">
            {text}
          </p>
        ))}
      </div>
    </Modal>
  );
}
