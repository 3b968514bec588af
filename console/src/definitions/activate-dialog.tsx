import { localOf } from '@goalbeat/domain/calendar/zone';
import { useQuery } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { goals } from '../api/clients.js';
import { oneKey } from '../api/keys.js';
import { useCommand } from '../api/use-command.js';
import { useNow } from '../instant/business-clock.js';
import { useZone } from '../session/me.js';
import { Await } from '../states/await.js';
import { useLanguage } from '../words/use-language.js';
import { DEFINITIONS, type Definition, type Preview } from './definition-queries.js';
import styles from './definitions.module.css';

const PERIODS = 2;
const SHOWN = 12;

/** What is wrong, and what is hardly meant, is said before anybody activates it. */
export function ActivateDialog({ definition, onEnd }: { definition: Definition; onEnd: () => void }) {
  const { t } = useTranslation('definitions');
  const { id, version, activeVersion, data } = definition;
  const saved = usePreviewOfSaved(id, version);
  const activate = useCommand({
    run: () =>
      answer(goals.POST('/v1/cycle-definitions/{id}/activate', { params: { path: { id } }, body: { version } })),
    changes: [DEFINITIONS],
    done: t('activate.done', { version }),
  });
  const wrong = (saved.data?.problems.length ?? 0) + (saved.data?.nobodyToApprove.length ?? 0) > 0;
  return (
    <Modal open title={t('activate.title', { version, name: data.name })} footer={null} onCancel={onEnd} width={560}>
      <div className="stack">
        <p>{t(activeVersion === null ? 'activate.first' : 'activate.next')}</p>
        <Await of={saved} loading={<p className="soft">{t('activate.looking')}</p>}>
          {(preview) => <WhatToKnow of={preview} />}
        </Await>
        <div className="row apart">
          <Button onClick={onEnd}>{t('activate.no')}</Button>
          <Button
            type="primary"
            disabled={saved.isPending || wrong}
            loading={activate.isPending}
            onClick={() => activate.mutate(undefined, { onSuccess: onEnd })}
          >
            {t('activate.yes')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

/** Of the version that would be activated, not of what somebody is writing on the page. */
function usePreviewOfSaved(id: string, version: number) {
  const [zone, now, language] = [useZone(), useNow(), useLanguage()];
  const [from] = useState(() => localOf(new Date(now).toISOString(), zone).date);
  return useQuery({
    queryKey: oneKey('goals', 'cycle-definition', id, 'preview', version, from, language),
    queryFn: () =>
      answer(
        goals.POST('/v1/cycle-definitions/{id}/preview', { params: { path: { id } }, body: { from, count: PERIODS } }),
      ),
    staleTime: 0,
    retry: false,
  });
}

function WhatToKnow({ of }: { of: Preview }) {
  const { t } = useTranslation('definitions');
  const { problems, warnings, nobodyToApprove: nobody, absentApprovers: absent } = of;
  const wrong = [
    ...problems.map(({ message }) => message),
    ...nobody.map(({ name, number, why }) => t('activate.nobody', { name, number, why })),
  ];
  const odd = [...warnings.map(({ message }) => message), ...absent.map((one) => t('preview.absentIs', { ...one }))];
  if (wrong.length + odd.length === 0) return <p className={styles['fine']}>{t('preview.good')}</p>;
  return (
    <>
      <Said kind="bad" title={t('activate.wrong')} lines={wrong} />
      <Said kind="warn" title={t('activate.warnings', { count: odd.length })} lines={odd} />
    </>
  );
}

function Said({ kind, title, lines }: { kind: 'bad' | 'warn'; title: string; lines: readonly string[] }) {
  const { t } = useTranslation('definitions');
  if (lines.length === 0) return null;
  return (
    <div className={styles['notes']} data-kind={kind} role="status">
      <h3>{title}</h3>
      <ul>
        {[...new Set(lines)].slice(0, SHOWN).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {lines.length > SHOWN ? <p className="small">{t('activate.more', { count: lines.length - SHOWN })}</p> : null}
    </div>
  );
}
