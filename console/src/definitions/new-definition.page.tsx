import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useZone } from '../session/me.js';
import { OnlyFor } from '../states/not-allowed.js';
import { PageSkeleton } from '../states/skeleton.js';
import styles from './definitions.module.css';
import { Editor } from './editor.js';
import { useNamesOnce } from './names.js';
import { starterFile } from './starter.js';

export function NewDefinitionPage() {
  const { t } = useTranslation('definitions');
  return (
    <div className={`page ${styles['wide']}`}>
      <Link to="/definitions" className={styles['back']}>
        ← {t('back')}
      </Link>
      <header>
        <h1>{t('newTitle')}</h1>
        <p className="soft">{t('newLead')}</p>
      </header>
      <OnlyFor action="goals.definition.write">
        <Starter />
      </OnlyFor>
    </div>
  );
}

function Starter() {
  const names = useNamesOnce();
  return names === undefined ? <PageSkeleton /> : <Start calendar={names.calendar} ruleSet={names.ruleSet} />;
}

function Start({ calendar, ruleSet }: { calendar: string; ruleSet: string }) {
  const { t } = useTranslation('definitions');
  const zone = useZone();
  const navigate = useNavigate();
  const [file] = useState(() =>
    starterFile({ name: t('starter.name'), lead: t('starter.lead'), zone, calendar, ruleSet }),
  );
  return (
    <Editor
      of="new"
      file={file}
      version={0}
      may
      onSaved={({ id }) => void navigate({ to: '/definitions/$definitionId', params: { definitionId: id } })}
    />
  );
}
