import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Ago } from '../instant/instant.js';
import { useMay } from '../session/me.js';
import { Await } from '../states/await.js';
import { Empty } from '../states/empty.js';
import { OnlyFor } from '../states/not-allowed.js';
import { useDefinitions, type Definition } from './definition-queries.js';
import styles from './definitions.module.css';

export const STATE_TONE: Readonly<Record<Definition['state'], string>> = { draft: 'calm', active: 'pine', retired: '' };

export function DefinitionsPage() {
  return (
    <OnlyFor action="goals.definition.read">
      <Definitions />
    </OnlyFor>
  );
}

function Definitions() {
  const { t } = useTranslation('definitions');
  const may = useMay('goals.definition.write');
  const mayStart = useMay('directory.people.import') && may;
  const definitions = useDefinitions();
  const toNew = may ? (
    <Link to="/definitions/new" className={styles['new']}>
      {t('new')}
    </Link>
  ) : null;
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p className="soft">{t('lead')}</p>
        </div>
        {toNew}
      </header>
      <Await
        of={definitions}
        isEmpty={(all) => all.length === 0}
        empty={
          <Empty
            heading="h2"
            title={t('none.title')}
            advice={t('none.advice')}
            action={
              <>
                {toNew}
                {mayStart ? <Link to="/first-run">{t('none.ready')}</Link> : null}
              </>
            }
          />
        }
      >
        {(all) => (
          <ul className={styles['list']}>
            {all.map((definition) => (
              <DefinitionCard key={definition.id} definition={definition} />
            ))}
          </ul>
        )}
      </Await>
      {definitions.hasNextPage ? (
        <Button loading={definitions.isFetchingNextPage} onClick={() => void definitions.fetchNextPage()}>
          {t('more')}
        </Button>
      ) : null}
    </div>
  );
}

function DefinitionCard({
  definition: { id, code, data, state, version, activeVersion, updatedAt },
}: {
  definition: Definition;
}) {
  const { t } = useTranslation('definitions');
  return (
    <li>
      <Link to="/definitions/$definitionId" params={{ definitionId: id }} className={`card ${styles['definition']}`}>
        <span>
          <b>{data.name}</b>
          <span className="soft small">
            {code} · {t(`period.${data.period}`)}
          </span>
        </span>
        <span className={`tag ${STATE_TONE[state]}`}>{t(`state.${state}`)}</span>
        <span className="small">
          {t('version', { version })}
          {activeVersion === null || activeVersion === version ? null : (
            <span className="soft"> · {t('activeVersion', { version: activeVersion })}</span>
          )}
        </span>
        <span className="small soft">
          {t('changed')} <Ago at={updatedAt} />
        </span>
      </Link>
    </li>
  );
}
