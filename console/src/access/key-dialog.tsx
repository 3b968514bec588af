import { Button, Input, Modal, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { directory } from '../api/clients.js';
import { fieldProblems } from '../api/problem-words.js';
import { useCommand } from '../api/use-command.js';
import { ZonedInput } from '../instant/zoned-input.js';
import { scopesForKeys, USUAL_KEYS, type UsualKey } from './key-scopes.js';

const USUAL = Object.keys(USUAL_KEYS) as UsualKey[];

/** A key for one machine: what it opens, from which addresses, until when. Its secret is shown once. */
export function KeyDialog({ onMade, onClose }: { onMade: (secret: string) => void; onClose: () => void }) {
  const { t } = useTranslation('access');
  const id = useId();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<string[]>([]);
  const [addresses, setAddresses] = useState<string[]>([]);
  const [expiresAt, setExpiresAt] = useState<string>();
  const make = useCommand({
    run: () =>
      answer(
        directory.POST('/v1/api-keys', {
          body: {
            name: name.trim(),
            scopes,
            ...(addresses.length === 0 ? {} : { addresses }),
            ...(expiresAt === undefined ? {} : { expiresAt }),
          },
        }),
      ),
    changes: [['directory', 'api-key']],
    shown: (error) => fieldProblems(error).size > 0,
  });
  const problems = fieldProblems(make.error);
  return (
    <Modal
      open
      title={t('keys.make')}
      okText={t('keys.makeIt')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: name.trim() === '' || scopes.length === 0 }}
      confirmLoading={make.isPending}
      onOk={() =>
        make.mutate(undefined, {
          onSuccess: ({ secret }) => {
            onMade(secret);
            onClose();
          },
        })
      }
      onCancel={onClose}
    >
      <div className="stack">
        <div>
          <label htmlFor={`${id}-name`}>{t('keys.name')}</label>
          <Input id={`${id}-name`} value={name} maxLength={200} onChange={({ target }) => setName(target.value)} />
        </div>
        <div className="row" role="group" aria-label={t('keys.usual')}>
          <span className="soft small">{t('keys.usual')}</span>
          {USUAL.map((usual) => (
            <Button key={usual} size="small" onClick={() => setScopes([...USUAL_KEYS[usual]])}>
              {t(`keys.for.${usual}`)}
            </Button>
          ))}
        </div>
        <div>
          <label htmlFor={`${id}-scopes`}>{t('keys.scopes')}</label>
          <Select
            id={`${id}-scopes`}
            mode="multiple"
            style={{ width: '100%' }}
            value={scopes}
            options={scopesForKeys().map((value) => ({ value, label: value }))}
            onChange={setScopes}
          />
        </div>
        <div>
          <label htmlFor={`${id}-addresses`}>{t('keys.from')}</label>
          <Select
            id={`${id}-addresses`}
            mode="tags"
            style={{ width: '100%' }}
            value={addresses}
            placeholder={t('keys.anywhere')}
            tokenSeparators={[',', ' ']}
            open={false}
            suffixIcon={null}
            onChange={setAddresses}
          />
          <p className="soft small">{t('keys.fromHint')}</p>
        </div>
        <div>
          <label htmlFor={`${id}-end`}>{t('keys.until')}</label>
          <ZonedInput id={`${id}-end`} at={undefined} onChange={setExpiresAt} />
          <p className="soft small">{t('keys.untilHint')}</p>
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
