import { Link, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Period } from '../instant/period.js';
import { useMay } from '../session/me.js';
import { Await } from '../states/await.js';
import { VersionDiff } from '../versions/version-diff.js';
import { CopyDialog } from './copy-dialog.js';
import { GoalTable } from './goal-table.js';
import { Packs } from './packs.js';
import { useTemplate, useTemplateDiff, useUses, type Template } from './template-queries.js';
import styles from './templates.module.css';

export function TemplatePage() {
  const { t } = useTranslation('templates');
  const { code } = useParams({ from: '/templates/$code' });
  const template = useTemplate(code);
  return (
    <div className="page">
      <Link to="/templates" className={styles['back']}>
        ← {t('back')}
      </Link>
      <Await of={template}>{(data) => <OneTemplate template={data} />}</Await>
    </div>
  );
}

function OneTemplate({ template }: { template: Template }) {
  const { t } = useTranslation('templates');
  const may = useMay('goals.template.write');
  const [copying, setCopying] = useState(false);
  return (
    <>
      <header className="page-head">
        <div>
          <h1>{template.name}</h1>
          <p className="soft">
            {template.jobFamily} · {t('version', { version: template.version })}
          </p>
        </div>
        {may ? <Button onClick={() => setCopying(true)}>{t('copy.open')}</Button> : null}
      </header>
      <GoalTable template={template} may={may} />
      <div className={styles['pair']}>
        {may ? <Packs template={template} /> : null}
        <div className="stack">
          {may ? <Uses code={template.code} /> : null}
          <VersionDiff version={template.version} of={useTemplateDiff(template.code, template.version)} />
        </div>
      </div>
      {copying ? <CopyDialog template={template} onEnd={() => setCopying(false)} /> : null}
    </>
  );
}

function Uses({ code }: { code: string }) {
  const { t } = useTranslation('templates');
  const uses = useUses(code);
  const mayChange = useMay('goals.cycle.change');
  return (
    <section className="card stack" aria-labelledby="uses">
      <h2 id="uses">{t('uses.title')}</h2>
      <Await of={uses} isEmpty={({ cycles }) => cycles.length === 0} empty={<p className="soft">{t('uses.none')}</p>}>
        {({ cycles }) => (
          <>
            <ul className={styles['uses']}>
              {cycles.map(({ cycleId, definitionCode, period, sheets }) => (
                <li key={cycleId}>
                  <Link to="/cycles/$cycleId" params={{ cycleId }}>
                    {definitionCode} · <Period of={period} />
                  </Link>
                  <span className="tag figures">{t('uses.sheets', { count: sheets })}</span>
                  {mayChange ? (
                    <Link to="/cycles/$cycleId/changes" params={{ cycleId }} search={{ template: code }}>
                      {t('uses.change')}
                    </Link>
                  ) : null}
                </li>
              ))}
            </ul>
            <p className="soft small">{t('uses.stay')}</p>
          </>
        )}
      </Await>
    </section>
  );
}
