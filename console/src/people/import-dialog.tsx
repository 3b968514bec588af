import type { components } from '@goalbeat/api-client/generated/directory';
import { Button, Checkbox, Modal } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { directory } from '../api/clients.js';
import { useCommand } from '../api/use-command.js';
import { VirtualTable, type Column } from '../virtual-table/virtual-table.js';

type Result = components['schemas']['ImportResult'];
type Row = Result['rows'][number];
type Mode = Result['mode'];

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const VERDICTS = ['new', 'changed', 'same', 'wrong'] as const;
const TONE = { new: 'good', changed: 'calm', same: '', wrong: 'bad' } as const;

export type ImportOf = 'people' | 'units';
const CHANGES: Readonly<Record<ImportOf, readonly (readonly string[])[]>> = {
  people: [['directory', 'person']],
  units: [
    ['directory', 'unit'],
    ['directory', 'organisation'],
  ],
};

/** First what each row would do, then all of them or the good ones. */
export function ImportDialog({ of: what = 'people', onEnd }: { of?: ImportOf; onEnd: () => void }) {
  const { t } = useTranslation('people');
  const chooser = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File>();
  const [seen, see] = useState<Result>();
  const send = ({ of, mode }: { of: File; mode: Mode }): Promise<Result> =>
    answer(
      directory.POST(`/v1/${what}/import`, {
        params: { query: { mode } },
        headers: { 'content-type': of.name.toLowerCase().endsWith('.xlsx') ? XLSX : 'text/csv' },
        // The file itself; the document knows it as text.
        body: of as unknown as string,
        bodySerializer: (body: unknown) => body as File,
      }),
    );
  const look = useCommand({ run: send, changes: [] });
  const write = useCommand({
    run: send,
    changes: CHANGES[what],
    done: ({ written }) => t('import.done', { count: written }),
  });
  const choose = (chosen: File | undefined): void => {
    if (chosen === undefined) return;
    setFile(chosen);
    see(undefined);
    look.mutate({ of: chosen, mode: 'preview' }, { onSuccess: see });
  };
  const count = (verdict: Row['verdict']): number => seen?.rows.filter((row) => row.verdict === verdict).length ?? 0;
  const wrong = count('wrong');
  const something = count('new') + count('changed') > 0;
  const go = (mode: Mode): void => {
    if (file !== undefined) write.mutate({ of: file, mode }, { onSuccess: onEnd });
  };
  return (
    <Modal open title={t(`import.title.${what}`)} footer={null} onCancel={onEnd} width={900}>
      <div className="stack">
        <p className="soft">{t('import.lead')}</p>
        <div className="row">
          <Button loading={look.isPending} onClick={() => chooser.current?.click()}>
            {t(file === undefined ? 'import.choose' : 'import.another')}
          </Button>
          {file === undefined ? null : <span>{file.name}</span>}
          <input
            ref={chooser}
            type="file"
            hidden
            accept={`.csv,.xlsx,text/csv,${XLSX}`}
            aria-label={t('import.choose')}
            onChange={(event) => choose(event.target.files?.[0])}
          />
        </div>
        {look.isPending ? <p className="soft">{t('import.looking')}</p> : null}
        {seen === undefined ? null : (
          <>
            <p className="row" role="status">
              {VERDICTS.filter((verdict) => count(verdict) > 0).map((verdict) => (
                <span key={verdict} className={`tag figures ${TONE[verdict]}`}>
                  {t(`import.verdict.${verdict}`)} {count(verdict)}
                </span>
              ))}
            </p>
            <Rows rows={seen.rows} />
          </>
        )}
        <div className="row apart">
          <Button onClick={onEnd}>{t('import.close')}</Button>
          {seen === undefined || !something ? null : (
            <Button type="primary" loading={write.isPending} onClick={() => go(wrong > 0 ? 'good' : 'all')}>
              {t(wrong > 0 ? 'import.good' : 'import.all')}
            </Button>
          )}
        </div>
      </div>
    </Modal>
  );
}

function Rows({ rows }: { rows: readonly Row[] }) {
  const { t } = useTranslation('people');
  const [only, setOnly] = useState(true);
  const shown = only ? rows.filter(({ verdict }) => verdict !== 'same') : rows;
  const columns: Column<Row>[] = [
    { key: 'row', title: t('import.column.row'), cell: ({ row }) => t('import.row', { row }), width: '5rem' },
    { key: 'key', title: t('import.column.key'), cell: ({ key }) => key, width: '7rem' },
    {
      key: 'verdict',
      title: t('import.column.verdict'),
      cell: ({ verdict }) => <span className={`tag ${TONE[verdict]}`}>{t(`import.verdict.${verdict}`)}</span>,
      width: '7rem',
    },
    {
      key: 'problems',
      title: t('import.column.problems'),
      cell: ({ problems }) => {
        const said = problems.map((one) => t('import.problem', { ...one })).join(' · ');
        return <span title={said}>{said}</span>;
      },
      width: 'minmax(16rem, 1fr)',
    },
  ];
  return (
    <>
      <Checkbox checked={only} onChange={({ target }) => setOnly(target.checked)}>
        {t('import.only')}
      </Checkbox>
      {shown.length === 0 ? (
        <p className="soft">{t('import.clean')}</p>
      ) : (
        <VirtualTable
          label={t('import.table')}
          columns={columns}
          rows={shown}
          rowKey={({ row }) => String(row)}
          height="40dvh"
          tone={({ verdict }) => (verdict === 'wrong' ? 'bad' : undefined)}
        />
      )}
    </>
  );
}
