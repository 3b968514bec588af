import { Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { goals } from '../api/clients.js';
import { useCommand } from '../api/use-command.js';
import { EditNumber } from './edit-number.js';
import { templatesKey, type Template, type TemplateGoal } from './template-queries.js';
import styles from './templates.module.css';

interface Edit {
  target?: string;
  weight?: string;
  evidenceRequired?: boolean;
}

/** The goals of a template; each number is a click away from another. */
export function GoalTable({ template, may }: { template: Template; may: boolean }) {
  const { t } = useTranslation('templates');
  return (
    <section className="card stack" aria-label={t('title')}>
      <table className={styles['goals']}>
        <thead>
          <tr>
            <th scope="col">{t('columns.goal')}</th>
            <th scope="col">{t('columns.target')}</th>
            <th scope="col">{t('columns.weight')}</th>
            <th scope="col">{t('columns.evidence')}</th>
          </tr>
        </thead>
        <tbody>
          {template.goals.map((goal) => (
            <GoalRow key={goal.code} template={template} goal={goal} may={may} />
          ))}
        </tbody>
      </table>
      <p className="soft small">{t('weights')}</p>
    </section>
  );
}

function GoalRow({ template, goal, may }: { template: Template; goal: TemplateGoal; may: boolean }) {
  const { t } = useTranslation('templates');
  const edit = useCommand({
    run: (what: Edit) =>
      answer(
        goals.PATCH('/v1/goal-templates/{code}/goals/{goal}', {
          params: { path: { code: template.code, goal: goal.code } },
          body: { ...what, version: template.version },
        }),
      ),
    changes: [templatesKey],
    done: ({ template: { version }, uses }) =>
      uses.sheets > 0 ? t('edit.stay', { version, count: uses.sheets }) : t('edit.done', { version }),
  });
  const named = { goal: goal.title };
  return (
    <tr>
      <th scope="row">
        <b>{goal.title}</b>
        <span className="soft small">
          {t(`type.${goal.type}`)} · {t(`direction.${goal.direction}`)}
          {goal.targetIs === 'value' ? null : ` · ${t(`targetIs.${goal.targetIs}`, { baseline: goal.baseline ?? '' })}`}
        </span>
      </th>
      <td data-label={t('columns.target')}>
        <EditNumber
          value={goal.target}
          unit={goal.unit}
          label={t('edit.target', { ...named, value: `${goal.target} ${goal.unit}` })}
          may={may}
          busy={edit.isPending}
          onSave={(target) => edit.mutate({ target })}
        />
      </td>
      <td data-label={t('columns.weight')}>
        <EditNumber
          value={goal.weight}
          unit="%"
          label={t('edit.weight', { ...named, value: `${goal.weight} %` })}
          may={may}
          busy={edit.isPending}
          onSave={(weight) => edit.mutate({ weight })}
        />
      </td>
      <td data-label={t('columns.evidence')}>
        {may ? (
          <Switch
            checked={goal.evidenceRequired}
            loading={edit.isPending}
            aria-label={t('evidence.label', named)}
            onChange={(evidenceRequired) => edit.mutate({ evidenceRequired })}
          />
        ) : (
          t(goal.evidenceRequired ? 'evidence.needed' : 'evidence.free')
        )}
      </td>
    </tr>
  );
}
