import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Ago } from '../instant/instant.js';
import { Decimal } from '../money/money.js';
import { OnlyFor } from '../states/not-allowed.js';
import { Await } from '../states/await.js';
import { Empty } from '../states/empty.js';
import { useTemplates, type Template } from './template-queries.js';
import styles from './templates.module.css';

export function TemplatesPage() {
  return (
    <OnlyFor action="goals.template.read">
      <Templates />
    </OnlyFor>
  );
}

function Templates() {
  const { t } = useTranslation('templates');
  const templates = useTemplates();
  return (
    <div className="page">
      <header>
        <h1>{t('title')}</h1>
        <p className="soft">{t('lead')}</p>
      </header>
      <Await
        of={templates}
        isEmpty={(all) => all.length === 0}
        empty={<Empty heading="h2" title={t('none.title')} advice={t('none.advice')} />}
      >
        {(all) => (
          <ul className={styles['cards']}>
            {all.map((template) => (
              <TemplateCard key={template.id} template={template} />
            ))}
          </ul>
        )}
      </Await>
      {templates.hasNextPage ? (
        <Button loading={templates.isFetchingNextPage} onClick={() => void templates.fetchNextPage()}>
          {t('more')}
        </Button>
      ) : null}
    </div>
  );
}

function TemplateCard({ template }: { template: Template }) {
  const { t } = useTranslation('templates');
  return (
    <li>
      <Link to="/templates/$code" params={{ code: template.code }} className={`card ${styles['template']}`}>
        <span className={styles['name']}>
          <b>{template.name}</b>
          <span className="soft small">{template.jobFamily}</span>
        </span>
        <ul>
          {template.goals.slice(0, 4).map((goal) => (
            <li key={goal.code}>
              <span>{goal.title}</span>
              <b className="figures">
                <Decimal of={goal.target} /> {goal.unit}
              </b>
            </li>
          ))}
        </ul>
        <span className="row apart small soft">
          <span>
            {t('goals', { count: template.goals.length })} · {t('version', { version: template.version })}
          </span>
          <span>
            {t('changed')} <Ago at={template.updatedAt} />
          </span>
        </span>
      </Link>
    </li>
  );
}
