import type { components } from '@goalbeat/api-client/generated/payroll';
import { Button, Modal } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { payroll } from '../api/clients.js';
import { useCommand } from '../api/use-command.js';
import { useLanguage } from '../words/use-language.js';
import { HAND_OVER_CHANGES, type PayoutFile } from './hand-over-queries.js';
import { refusedRows, type RefusedRow } from './result-rows.js';
import styles from './hand-over.module.css';

type Taken = components['schemas']['ResultsTaken'];
type Mode = 'whole' | 'good-rows';
const CHINESE = /[\u4e00-\u9fff]/;
const OUTCOMES = ['applied', 'repeated', 'contradiction', 'unknown-payout'] as const;

/** Payroll’s answers in the file that it got: all of them, or nothing; then the good rows where somebody wants that. */
export function FileResults({ file, onEnd }: { file: PayoutFile; onEnd: () => void }) {
  const { t } = useTranslation('hand-over');
  const chooser = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<File>();
  const send = useCommand({
    run: ({ of, mode }: { of: File; mode: Mode }): Promise<Taken> =>
      answer(
        payroll.POST('/v1/payout-files/{id}/results', {
          params: { path: { id: file.id }, query: { mode } },
          headers: { 'content-type': 'text/csv' },
          // The file itself; the document knows it as text.
          body: of as unknown as string,
          bodySerializer: (body: unknown) => body as File,
        }),
      ),
    changes: HAND_OVER_CHANGES,
    shown: (error) => refusedRows(error) !== undefined,
  });
  const refused = send.data?.refused ?? refusedRows(send.error) ?? [];
  const nothingTaken = send.data === undefined && refused.length > 0;
  const choose = (of: File | undefined): void => {
    if (of === undefined) return;
    setChosen(of);
    send.mutate({ of, mode: 'whole' });
  };
  return (
    <Modal open title={t('results.title')} footer={null} onCancel={onEnd} width={760}>
      <div className="stack">
        <p className="soft">{t('results.about')}</p>
        <p className="small">{file.name}</p>
        <div className="row">
          <Button loading={send.isPending} onClick={() => chooser.current?.click()}>
            {t(chosen === undefined ? 'results.choose' : 'results.another')}
          </Button>
          {chosen === undefined ? null : <span>{chosen.name}</span>}
          <input
            ref={chooser}
            type="file"
            hidden
            accept=".csv,text/csv"
            aria-label={t('results.choose')}
            onChange={({ target }) => {
              choose(target.files?.[0]);
              // The same name again is another file, once it was mended.
              target.value = '';
            }}
          />
        </div>
        {send.data === undefined ? null : <TakenRows taken={send.data} />}
        {refused.length === 0 ? null : <Refused rows={refused} />}
        <div className="row apart">
          <Button onClick={onEnd}>{t('results.close')}</Button>
          {nothingTaken && chosen !== undefined ? (
            <Button
              type="primary"
              loading={send.isPending}
              onClick={() => send.mutate({ of: chosen, mode: 'good-rows' })}
            >
              {t('results.good')}
            </Button>
          ) : null}
        </div>
      </div>
    </Modal>
  );
}

function TakenRows({ taken }: { taken: Taken }) {
  const { t } = useTranslation('hand-over');
  const count = (outcome: string): number => taken.taken.filter((row) => row.outcome === outcome).length;
  return (
    <p className="row" role="status">
      {OUTCOMES.filter((outcome) => count(outcome) > 0).map((outcome) => (
        <span key={outcome} className={`tag figures ${outcome === 'applied' ? 'good' : 'warn'}`}>
          {t(`results.outcome.${outcome}`)} {count(outcome)}
        </span>
      ))}
      {taken.asked.length === 0 ? null : (
        <span className="tag warn figures">{t('results.asked', { count: taken.asked.length })}</span>
      )}
      {taken.open === 0 ? null : <span className="tag calm figures">{t('results.open', { count: taken.open })}</span>}
      {taken.taken.length + taken.asked.length + taken.open === 0 ? (
        <span className="tag">{t('results.nothing')}</span>
      ) : null}
    </p>
  );
}

function Refused({ rows }: { rows: readonly RefusedRow[] }) {
  const { t, i18n } = useTranslation('hand-over');
  const language = useLanguage();
  // It comes in the reader's language; where it does not, it is said by its column.
  const why = ({ field, message }: RefusedRow): string =>
    language === 'en' || CHINESE.test(message)
      ? message
      : i18n.exists(`results.field.${field}`, { ns: 'hand-over' })
        ? t(`results.field.${field}` as never)
        : message;
  return (
    <div className={styles['scroll']} role="alert">
      <p className="late">{t('results.refused', { count: rows.length })}</p>
      <table className={styles['sheet']}>
        <thead>
          <tr>
            <th scope="col">{t('results.line')}</th>
            <th scope="col">{t('results.column')}</th>
            <th scope="col">{t('results.why')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.line}-${row.field}`}>
              <td className="figures">{row.line}</td>
              <td>
                <code>{row.field}</code>
              </td>
              <td>{why(row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
