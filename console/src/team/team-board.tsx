import { getRouteApi } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { Drawer } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { SheetDetail } from '../desk/sheet-detail.js';
import { unitsQuery } from '../desk/desk-query.js';
import { useNow } from '../instant/business-clock.js';
import { useRowKeys } from '../keyboard/use-row-keys.js';
import { useMe } from '../session/me.js';
import { Await } from '../states/await.js';
import { Empty } from '../states/empty.js';
import { VirtualTable } from '../virtual-table/virtual-table.js';
import { byUrgency, isShown, teamRow, TEAM_FILTERS, type TeamFilter, type TeamRow } from './standing.js';
import { useTeamColumns } from './team-columns.js';
import { tasksQuery, useTeamSheets, type Cycle } from './team-query.js';
import styles from './team.module.css';

const route = getRouteApi('/team');
const MINUTE = 60_000;

export function TeamBoard({ cycle }: { cycle: Cycle }) {
  const { t } = useTranslation('team');
  const sheets = useTeamSheets(cycle);
  return (
    <Await of={sheets}>
      {(found) =>
        found.length === 0 ? (
          <div className="card">
            <Empty heading="h2" title={t('nobody.title')} advice={t('nobody.advice')} />
          </div>
        ) : (
          <Rows cycle={cycle} sheets={found} />
        )
      }
    </Await>
  );
}

function Rows({ cycle, sheets }: { cycle: Cycle; sheets: NonNullable<ReturnType<typeof useTeamSheets>['data']> }) {
  const { t } = useTranslation('team');
  const me = useMe().person;
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { data: tasks } = useQuery(tasksQuery);
  const { data: units } = useQuery(unitsQuery);
  // The clock ticks each second; whether somebody is late is a matter of minutes.
  const now = Math.floor(useNow() / MINUTE) * MINUTE;
  const rows = useMemo(
    () =>
      sheets
        .filter(({ personId, state }) => personId !== me?.id && state !== 'cancelled')
        .map((sheet) => teamRow(sheet, cycle, tasks ?? new Map(), now))
        .toSorted(byUrgency),
    [sheets, cycle, tasks, now, me],
  );
  const shown = useMemo(() => rows.filter((row) => isShown(row, search.show)), [rows, search.show]);
  const names = useMemo(() => new Map((units ?? []).map(({ id, name }) => [id, name])), [units]);
  const columns = useTeamColumns(names);
  const open = (row: TeamRow): void => void navigate({ search: { ...search, sheet: row.sheet.id } });
  const close = (): void => {
    const { sheet: _, ...rest } = search;
    void navigate({ search: rest });
  };
  const { at, go } = useRowKeys(shown.length, (row) => {
    const one = shown[row];
    if (one !== undefined) open(one);
  });
  const chosen = rows.find(({ sheet }) => sheet.id === search.sheet);
  const count = (filter: TeamFilter): number => rows.filter((row) => isShown(row, filter)).length;

  if (rows.length === 0)
    return (
      <div className="card">
        <Empty heading="h2" title={t('nobody.title')} advice={t('nobody.advice')} />
      </div>
    );
  return (
    <>
      <ul className={styles['tiles']} aria-label={t('filter')}>
        <Tile
          name={t('everybody')}
          count={rows.length}
          on={search.show === undefined}
          onChoose={() => show(undefined)}
        />
        {TEAM_FILTERS.map((filter) => (
          <Tile
            key={filter}
            name={t(`filters.${filter}`)}
            count={count(filter)}
            tone={filter === 'red' ? 'bad' : filter === 'waits' ? 'coral' : undefined}
            on={search.show === filter}
            onChoose={() => show(filter)}
          />
        ))}
      </ul>
      {shown.length === 0 ? (
        <div className="card">
          <Empty heading="h2" title={t('none.title')} advice={t('none.advice')} />
        </div>
      ) : (
        <VirtualTable
          label={t('table')}
          columns={columns}
          rows={shown}
          rowKey={({ sheet }) => sheet.id}
          at={at}
          onRow={(row, index) => {
            go(index);
            open(row);
          }}
          rowHeight={64}
          height="calc(100dvh - 18rem)"
          tone={({ lateSince }) => (lateSince === null ? undefined : 'warn')}
        />
      )}
      <Drawer
        open={search.sheet !== undefined}
        onClose={close}
        title={chosen?.sheet.personName ?? t('sheet')}
        size={620}
        destroyOnHidden
      >
        {search.sheet === undefined ? null : (
          <div className="stack">
            {chosen?.waitsSince == null ? null : <Waits taskId={tasks?.get(chosen.sheet.id)?.taskId} />}
            <SheetDetail id={search.sheet} what="week" />
          </div>
        )}
      </Drawer>
    </>
  );

  function show(filter: TeamFilter | undefined): void {
    void navigate({
      search: {
        ...(search.cycle === undefined ? {} : { cycle: search.cycle }),
        ...(filter === undefined ? {} : { show: filter }),
      },
    });
  }
}

function Waits({ taskId }: { taskId: string | undefined }) {
  const { t } = useTranslation('team');
  const navigate = route.useNavigate();
  if (taskId === undefined) return null;
  return (
    <p className={styles['waits']}>
      {t('waitsForYou')}{' '}
      <button type="button" onClick={() => void navigate({ to: '/desk', search: { task: taskId } })}>
        {t('decide')}
      </button>
    </p>
  );
}

interface TileProps {
  name: string;
  count: number;
  tone?: 'bad' | 'coral' | undefined;
  on: boolean;
  onChoose: () => void;
}

function Tile({ name, count, tone, on, onChoose }: TileProps) {
  return (
    <li>
      <button type="button" aria-pressed={on} data-tone={count === 0 ? undefined : tone} onClick={onChoose}>
        <b className="figures">{count}</b>
        <span>{name}</span>
      </button>
    </li>
  );
}
