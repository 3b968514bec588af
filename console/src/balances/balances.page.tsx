import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Instant } from '../instant/instant.js';
import { useNarrow } from '../look/use-narrow.js';
import { signOf } from '../money/amounts.js';
import { Decimal } from '../money/money.js';
import { useMay } from '../session/me.js';
import { Await } from '../states/await.js';
import { Empty } from '../states/empty.js';
import { OnlyFor } from '../states/not-allowed.js';
import { VirtualTable, type Column } from '../virtual-table/virtual-table.js';
import { AssetDialog } from './asset-dialog.js';
import { useAssets, useBalances, type Asset, type AssetBalance } from './balance-queries.js';
import styles from './balances.module.css';
import { LedgerBalances } from './ledger-balances.js';

export function BalancesPage() {
  const { t } = useTranslation('balances');
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p className="soft">{t('about')}</p>
        </div>
      </header>
      <OnlyFor action="payroll.list.read">
        <Assets />
        <Balances />
        <LedgerBalances />
      </OnlyFor>
    </div>
  );
}

type Edited = Asset | 'new' | null;

/** What the company gives besides money. */
function Assets() {
  const { t } = useTranslation('balances');
  const may = useMay('payroll.asset.write');
  const assets = useAssets();
  const [edited, setEdited] = useState<Edited>(null);
  return (
    <section className="card stack" aria-labelledby="assets">
      <div className="row apart">
        <h2 id="assets">{t('assets.title')}</h2>
        {may ? <Button onClick={() => setEdited('new')}>{t('assets.new')}</Button> : null}
      </div>
      <Await
        of={assets}
        isEmpty={(rows) => rows.length === 0}
        empty={<Empty title={t('assets.none')} advice={t('assets.noneAdvice')} />}
      >
        {(rows) => (
          <ul className={styles['assets']}>
            {rows.map((asset) => (
              <li key={asset.code} className="row apart">
                <span>
                  <strong>{asset.name}</strong> <code className="small">{asset.code}</code>{' '}
                  <span className="soft small">{t('assets.decimals', { count: asset.decimals })}</span>
                </span>
                {may ? (
                  <Button size="small" onClick={() => setEdited(asset)}>
                    {t('assets.change')}
                  </Button>
                ) : null}
              </li>
            ))}
          </ul>
        )}
      </Await>
      {edited === null ? null : <AssetDialog asset={edited === 'new' ? null : edited} onEnd={() => setEdited(null)} />}
    </section>
  );
}

const ALL = '';

/** Who has how many. */
function Balances() {
  const { t } = useTranslation('balances');
  const narrow = useNarrow();
  const { data: assets = [] } = useAssets();
  const [asset, setAsset] = useState(ALL);
  const balances = useBalances(asset === ALL ? undefined : asset);
  const columns: Column<AssetBalance>[] = [
    {
      key: 'who',
      title: t('col.who'),
      width: 'minmax(8rem, 1.4fr)',
      cell: (row) => (
        <>
          {row.personName} <span className="soft small">{row.personNumber}</span>
        </>
      ),
    },
    { key: 'asset', title: t('col.asset'), width: 'minmax(5rem, 1fr)', cell: (row) => row.asset.name },
    {
      key: 'balance',
      title: t('col.balance'),
      width: '7rem',
      figures: true,
      cell: (row) => (
        <strong>
          <Decimal of={row.balance.amount} />
        </strong>
      ),
    },
    ...(narrow
      ? []
      : [
          {
            key: 'held',
            title: t('col.held'),
            width: '7rem',
            figures: true,
            cell: (row: AssetBalance) => (signOf(row.held) === 0 ? '–' : <Decimal of={row.held.amount} />),
          },
          { key: 'at', title: t('col.at'), width: '11rem', cell: (row: AssetBalance) => <Instant at={row.at} /> },
        ]),
  ];
  return (
    <section className="stack" aria-labelledby="balances">
      <div className="row apart">
        <h2 id="balances">{t('people')}</h2>
        {assets.length < 2 ? null : (
          <Segmented
            aria-label={t('which')}
            value={asset}
            options={[
              { value: ALL, label: t('all') },
              ...assets.map(({ code, name }) => ({ value: code, label: name })),
            ]}
            onChange={setAsset}
          />
        )}
      </div>
      <Await
        of={balances}
        isEmpty={(rows) => rows.length === 0}
        empty={<Empty title={t('none.title')} advice={t('none.advice')} />}
      >
        {(rows) => (
          <VirtualTable
            label={t('people')}
            columns={columns}
            rows={rows}
            rowKey={(row) => `${row.personId}-${row.asset.code}`}
            onEnd={() => {
              if (balances.hasNextPage && !balances.isFetching) void balances.fetchNextPage();
            }}
          />
        )}
      </Await>
    </section>
  );
}
