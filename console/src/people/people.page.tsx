import type { components } from '@goalbeat/api-client/generated/directory';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../session/me.js';
import { Await } from '../states/await.js';
import { Empty } from '../states/empty.js';
import { OnlyFor } from '../states/not-allowed.js';
import { VirtualTable, type Column } from '../virtual-table/virtual-table.js';
import { ImportDialog } from './import-dialog.js';
import { useEverybody } from './use-everybody.js';

type Person = components['schemas']['Person'];

export function PeoplePage() {
  return (
    <OnlyFor action="directory.people.write">
      <People />
    </OnlyFor>
  );
}

function People() {
  const { t } = useTranslation('people');
  const may = useMay('directory.people.import');
  const [wanted, find] = useState('');
  const [importing, setImporting] = useState(false);
  const people = useEverybody();
  const matches = ({ name, number }: Person): boolean =>
    `${name} ${number}`.toLocaleLowerCase().includes(wanted.trim().toLocaleLowerCase());

  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p className="soft">{t('lead')}</p>
        </div>
        {may ? (
          <Button type="primary" onClick={() => setImporting(true)}>
            {t('import.open')}
          </Button>
        ) : null}
      </header>
      <Await
        of={people}
        isEmpty={(all) => all.length === 0}
        empty={<Empty heading="h2" title={t('none.title')} advice={t('none.advice')} />}
      >
        {(all) => <Table people={all.filter(matches)} wanted={wanted} find={find} />}
      </Await>
      {importing ? <ImportDialog onEnd={() => setImporting(false)} /> : null}
    </div>
  );
}

function Table({ people, wanted, find }: { people: Person[]; wanted: string; find: (text: string) => void }) {
  const { t } = useTranslation('people');
  const columns: Column<Person>[] = [
    { key: 'number', title: t('columns.number'), cell: ({ number }) => number, width: '6.5rem' },
    { key: 'name', title: t('columns.name'), cell: ({ name }) => <b>{name}</b>, width: 'minmax(8rem, 1.2fr)' },
    { key: 'family', title: t('columns.family'), cell: ({ jobFamily }) => jobFamily },
    { key: 'grade', title: t('columns.grade'), cell: ({ grade }) => grade, width: '4.5rem' },
    { key: 'joined', title: t('columns.joined'), cell: ({ joinedOn }) => joinedOn, width: '7rem' },
    { key: 'left', title: t('columns.left'), cell: ({ leftOn }) => leftOn ?? '', width: '7rem' },
    { key: 'email', title: t('columns.email'), cell: ({ email }) => email ?? '', width: 'minmax(11rem, 1.4fr)' },
  ];
  return (
    <div className="stack">
      <div className="row apart">
        <Input.Search
          aria-label={t('find')}
          placeholder={t('find')}
          allowClear
          style={{ maxWidth: '22rem' }}
          value={wanted}
          onChange={(event) => find(event.target.value)}
        />
        <span className="soft small figures">{t('count', { count: people.length })}</span>
      </div>
      {people.length === 0 ? (
        <Empty title={t('noMatch.title')} advice={t('noMatch.advice')} />
      ) : (
        <VirtualTable label={t('table')} columns={columns} rows={people} rowKey={({ id }) => id} />
      )}
    </div>
  );
}
