import { DownloadOutlined } from '@ant-design/icons';
import { Button, Input, Segmented, Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { download } from '../api/download.js';
import { useCommand } from '../api/use-command.js';
import { useRowKeys } from '../keyboard/use-row-keys.js';
import { PrintButton } from '../print/print-button.js';
import { useMay } from '../session/me.js';
import { Await } from '../states/await.js';
import { Empty } from '../states/empty.js';
import { VirtualTable } from '../virtual-table/virtual-table.js';
import styles from './bonus-lists.module.css';
import { LineDrawer } from './line-drawer.js';
import { useColumns } from './line-columns.js';
import { useLines, type BonusLine, type BonusList } from './list-queries.js';
import { FILTERS, linesShown, ORDERS, type Filter, type Order } from './order-lines.js';
import { PrintedLines } from './printed-lines.js';
import { Rounds } from './rounds.js';
import { WhatIf } from './what-if.js';

export function Lines({ list }: { list: BonusList }) {
  const lines = useLines(list.id);
  return (
    <section className="stack" aria-labelledby="lines">
      <Await of={lines}>{(items) => <Found list={list} lines={items} />}</Await>
    </section>
  );
}

function Found({ list, lines }: { list: BonusList; lines: readonly BonusLine[] }) {
  const { t } = useTranslation('bonus-lists');
  const [filter, setFilter] = useState<Filter>('all');
  const [order, setOrder] = useState<Order>('number');
  const [text, setText] = useState('');
  const [openId, setOpenId] = useState<string | null>(null);
  const sought = useDeferredValue(text);
  const shown = linesShown(lines, { text: sought, filter, order });
  const columns = useColumns();
  const { at, go } = useRowKeys(shown.length, (row) => setOpenId(shown[row]?.id ?? null));
  const open = lines.find(({ id }) => id === openId);
  return (
    <>
      <div className="row apart">
        <h2 id="lines">{t('lines.title')}</h2>
        <Tools list={list} />
      </div>
      <div className={`unprinted ${styles['tools'] ?? ''}`}>
        <Input.Search
          allowClear
          aria-label={t('lines.find')}
          placeholder={t('lines.find')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Segmented
          aria-label={t('lines.which')}
          value={filter}
          options={FILTERS.map((value) => ({ value, label: t(`filter.${value}`) }))}
          onChange={setFilter}
        />
        <Select
          aria-label={t('lines.order')}
          value={order}
          options={ORDERS.map((value) => ({ value, label: t(`order.${value}`) }))}
          onChange={setOrder}
          style={{ minWidth: '12rem' }}
        />
      </div>
      {shown.length === 0 ? (
        <Empty title={t('lines.none')} advice={t('lines.noneAdvice')} />
      ) : (
        <div className="unprinted">
          <VirtualTable
            label={t('lines.title')}
            columns={columns}
            rows={shown}
            rowKey={(line) => line.id}
            rowHeight={60}
            at={at}
            onRow={(line, row) => {
              go(row);
              setOpenId(line.id);
            }}
            tone={(line) => (line.state === 'held' ? 'warn' : line.state === 'rejected' ? 'bad' : undefined)}
          />
        </div>
      )}
      <PrintedLines lines={shown} />
      {open === undefined ? null : <LineDrawer list={list} line={open} onClose={() => setOpenId(null)} />}
    </>
  );
}

function Tools({ list }: { list: BonusList }) {
  const { t } = useTranslation('bonus-lists');
  const mayExport = useMay('payroll.list.export');
  const mayAsk = useMay('payroll.list.what-if');
  // Who took the list out of the house is written down, so the file is made where that happens.
  const save = useCommand({
    run: () => download(`/api/payroll/v1/bonus-lists/${list.id}/exports`, { method: 'POST' }),
    changes: [],
    done: t('export.done'),
  });
  return (
    <div className="row unprinted">
      <Rounds list={list} />
      {mayAsk ? <WhatIf list={list} /> : null}
      {mayExport ? (
        <Button icon={<DownloadOutlined />} loading={save.isPending} onClick={() => save.mutate()}>
          {t('export.go')}
        </Button>
      ) : null}
      <PrintButton />
    </div>
  );
}
