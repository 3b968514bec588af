import { Link, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../session/me.js';
import { Await } from '../states/await.js';
import { VersionDiff } from '../versions/version-diff.js';
import { useDefinition, useDefinitionDiff, useDefinitionFile, type Definition } from './definition-queries.js';
import { STATE_TONE } from './definitions.page.js';
import styles from './definitions.module.css';
import { Editor } from './editor.js';
import { Life, ScheduleLine } from './life.js';
import { RunningCycles } from './running-cycles.js';

export function DefinitionPage() {
  const { t } = useTranslation('definitions');
  const { definitionId } = useParams({ from: '/definitions/$definitionId' });
  const definition = useDefinition(definitionId);
  return (
    <div className={`page ${styles['wide']}`}>
      <Link to="/definitions" className={styles['back']}>
        ← {t('back')}
      </Link>
      <Await of={definition}>{(data) => <OneDefinition key={data.id} definition={data} />}</Await>
    </div>
  );
}

function OneDefinition({ definition }: { definition: Definition }) {
  const { t } = useTranslation('definitions');
  const may = useMay('goals.definition.write');
  const { id, data, state, version, activeVersion } = definition;
  // What one is writing stays on the page when somebody else saves; it is loaded when one says so.
  const [shown, show] = useState(version);
  const file = useDefinitionFile(id, shown);
  return (
    <>
      <header className="page-head">
        <div className="stack">
          <h1>{data.name}</h1>
          <p className="row">
            <span className={`tag ${STATE_TONE[state]}`}>{t(`state.${state}`)}</span>
            <span className="soft">{t('version', { version })}</span>
          </p>
          {state === 'draft' && activeVersion !== null ? (
            <p className="small">{t('draftNewer', { version, active: activeVersion })}</p>
          ) : null}
          <ScheduleLine definition={definition} />
        </div>
        {may ? <Life definition={definition} /> : null}
      </header>
      {shown === version ? null : (
        <p className={styles['elsewhere']} role="alert">
          {t('elsewhere', { version })} <Button onClick={() => show(version)}>{t('load', { version })}</Button>
        </p>
      )}
      <Await of={file}>
        {(text) => (
          <Editor
            key={`${shown}${file.isPlaceholderData}`}
            of={id}
            file={text}
            version={shown}
            may={may}
            onSaved={(saved) => show(saved.version)}
          />
        )}
      </Await>
      {activeVersion === null ? null : <RunningCycles definitionId={id} />}
      <VersionDiff version={version} of={useDefinitionDiff(id, version)} />
    </>
  );
}
