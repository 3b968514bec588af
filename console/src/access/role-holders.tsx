import { getRouteApi } from '@tanstack/react-router';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNarrow } from '../look/use-narrow.js';
import { useUnitNames } from '../names/names.js';
import { Await } from '../states/await.js';
import { Empty } from '../states/empty.js';
import { VirtualTable, type Column } from '../virtual-table/virtual-table.js';
import { useHolders, type Person, type Role } from './access-queries.js';
import { GIVEN_ROLES } from './given-roles.js';
import { RoleTag } from './role-tag.js';
import styles from './access.module.css';

const route = getRouteApi('/access');

/** Who holds which role; anybody else is found by their number. */
export function RoleHolders() {
  const { t } = useTranslation(['access', 'shell']);
  const [role, setRole] = useState<Role>('admin');
  const [number, setNumber] = useState('');
  const sought = number.trim();
  const holders = useHolders(sought === '' ? { role } : { number: sought });
  return (
    <section className="stack" aria-label={t('tab.people')}>
      <div className={styles['tools']}>
        <Select
          aria-label={t('people.role')}
          value={role}
          disabled={sought !== ''}
          options={GIVEN_ROLES.map((value) => ({ value, label: t(`shell:role.${value}`) }))}
          onChange={setRole}
        />
        <Input
          allowClear
          aria-label={t('people.find')}
          placeholder={t('people.find')}
          value={number}
          onChange={({ target }) => setNumber(target.value)}
        />
      </div>
      <Await
        of={holders}
        isEmpty={(rows) => rows.length === 0}
        empty={
          <Empty
            title={t(sought === '' ? 'people.none' : 'people.unknown')}
            advice={t(sought === '' ? 'people.noneAdvice' : 'people.unknownAdvice')}
          />
        }
      >
        {(rows) => (
          <Rows
            rows={rows}
            onEnd={() => {
              if (holders.hasNextPage && !holders.isFetching) void holders.fetchNextPage();
            }}
          />
        )}
      </Await>
    </section>
  );
}

function Rows({ rows, onEnd }: { rows: readonly Person[]; onEnd: () => void }) {
  const { t } = useTranslation('access');
  const narrow = useNarrow();
  const units = useUnitNames();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const columns: Column<Person>[] = [
    {
      key: 'who',
      title: t('people.who'),
      width: 'minmax(9rem, 1fr)',
      cell: (row) => (
        <Button
          type="link"
          className={styles['name'] ?? ''}
          onClick={() => void navigate({ search: { ...search, person: row.id } })}
        >
          {row.name} <span className="soft small">{row.number}</span>
        </Button>
      ),
    },
    ...(narrow ? [] : [{ key: 'unit', title: t('people.unit'), cell: (row: Person) => units.get(row.unitId) ?? '–' }]),
    {
      key: 'roles',
      title: t('people.roles'),
      width: 'minmax(10rem, 2fr)',
      cell: (row) => (
        <span className={styles['roles']}>
          {row.roles.map((grant) => (
            <RoleTag key={`${grant.role}-${grant.unitId}`} of={grant} />
          ))}
        </span>
      ),
    },
  ];
  return (
    <VirtualTable
      label={t('tab.people')}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      rowHeight={56}
      onEnd={onEnd}
    />
  );
}
