import { Input, InputNumber, Segmented, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '../definitions/names.js';
import { ZonedInput } from '../instant/zoned-input.js';
import { extendable } from '../monitor/standing.js';
import type { Cycle } from '../monitor/cycle-queries.js';
import { useZone } from '../session/me.js';
import { useTemplates } from '../templates/template-queries.js';
import { CHANGE_KINDS, type ChangeKind } from './change-kinds.js';
import styles from './changes.module.css';
import { PersonField } from './person-field.js';
import { SCOPES, type Scope, type Wanted } from './wanted.js';

interface FormProps {
  cycle: Cycle;
  wanted: Wanted;
  onChange: (wanted: Wanted) => void;
}

/** What of the running cycle, and to what. */
export function ChangeForm({ cycle, wanted, onChange }: FormProps) {
  const { t } = useTranslation('changes');
  const kinds = CHANGE_KINDS.filter((kind) => kind !== 'pay-plan' || cycle.payPlan !== null);
  return (
    <>
      <Segmented<ChangeKind>
        aria-label={t('kindLabel')}
        className={styles['kinds'] ?? ''}
        value={wanted.kind}
        onChange={(kind) => onChange({ ...wanted, kind })}
        options={kinds.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
      />
      <p className="soft small">{t(`says.${wanted.kind}`)}</p>
      <div className={styles['fields']}>
        <Fields cycle={cycle} wanted={wanted} onChange={onChange} />
      </div>
    </>
  );
}

function Fields({ cycle, wanted, onChange }: FormProps) {
  switch (wanted.kind) {
    case 'target':
    case 'weight':
      return <GoalFields wanted={wanted} onChange={onChange} />;
    case 'template':
      return <TemplateField wanted={wanted} onChange={onChange} />;
    case 'deadline':
      return <DeadlineFields cycle={cycle} wanted={wanted} onChange={onChange} />;
    case 'rule-set':
    case 'pay-plan':
      return <VersionField cycle={cycle} wanted={wanted} onChange={onChange} />;
  }
}

function GoalFields({ wanted, onChange }: Omit<FormProps, 'cycle'>) {
  const { t } = useTranslation('changes');
  const templates = useTemplates();
  const { units } = useNames();
  const { scope, whose } = wanted;
  const goals = new Map<string, string>();
  for (const template of templates.data ?? []) {
    for (const { code, title, target, unit, weight } of template.goals) {
      const now = wanted.kind === 'target' ? `${target} ${unit}` : `${weight}%`;
      if (!goals.has(code)) goals.set(code, `${title} · ${template.name} · ${now}`);
    }
  }
  const setWhose = (next: string): void => {
    if (scope !== 'everybody') onChange({ ...wanted, whose: { ...whose, [scope]: next } });
  };
  return (
    <>
      <Field label={t('goal')}>
        <Select
          showSearch
          optionFilterProp="label"
          placeholder={t('choose')}
          value={wanted.goal === '' ? null : wanted.goal}
          options={[...goals].map(([value, label]) => ({ value, label }))}
          onChange={(goal: string) => onChange({ ...wanted, goal })}
        />
      </Field>
      <Field label={t(wanted.kind === 'target' ? 'newTarget' : 'newWeight')}>
        <Input
          inputMode="decimal"
          value={wanted.number}
          onChange={({ target }) => onChange({ ...wanted, number: target.value })}
        />
      </Field>
      <Field label={t('scopeLabel')}>
        <Select<Scope>
          value={scope}
          options={SCOPES.map((one) => ({ value: one, label: t(`scope.${one}`) }))}
          onChange={(next) => onChange({ ...wanted, scope: next })}
        />
      </Field>
      {scope === 'template' || scope === 'unit' ? (
        <Field label={t(`whose.${scope}`)}>
          <Select
            showSearch
            optionFilterProp="label"
            placeholder={t('choose')}
            value={whose[scope] === '' ? null : whose[scope]}
            options={
              scope === 'unit' ? units : (templates.data ?? []).map(({ code, name }) => ({ value: code, label: name }))
            }
            onChange={setWhose}
          />
        </Field>
      ) : null}
      {scope === 'person' ? (
        <Field label={t('whose.person')}>
          <PersonField value={whose.person} onChange={setWhose} />
        </Field>
      ) : null}
    </>
  );
}

function TemplateField({ wanted, onChange }: Omit<FormProps, 'cycle'>) {
  const { t } = useTranslation(['changes', 'templates']);
  const templates = useTemplates();
  return (
    <Field label={t('whose.template')}>
      <Select
        showSearch
        optionFilterProp="label"
        placeholder={t('choose')}
        value={wanted.template === '' ? null : wanted.template}
        options={(templates.data ?? []).map(({ code, name, version }) => ({
          value: code,
          label: `${name} · ${t('templates:version', { version })}`,
        }))}
        onChange={(template: string) => onChange({ ...wanted, template })}
      />
    </Field>
  );
}

function DeadlineFields({ cycle, wanted, onChange }: FormProps) {
  const { t } = useTranslation(['changes', 'cycle']);
  const zone = useZone();
  const steps = extendable(cycle);
  const step = steps.find((one) => one.step === wanted.step);
  return (
    <>
      <Field label={t('step')}>
        <Select
          placeholder={t('choose')}
          value={step?.step ?? null}
          options={steps.map((one) => ({ value: one.step, label: t(`cycle:step.${one.step}`) }))}
          onChange={(next) => onChange({ ...wanted, step: next, at: steps.find((one) => one.step === next)?.at })}
        />
      </Field>
      {step === undefined ? null : (
        <Field label={t('at', { zone })}>
          <ZonedInput key={step.step} at={wanted.at} onChange={(at) => onChange({ ...wanted, at })} />
        </Field>
      )}
    </>
  );
}

function VersionField({ cycle, wanted, onChange }: FormProps) {
  const { t } = useTranslation('changes');
  const pinned = wanted.kind === 'rule-set' ? cycle.ruleSet : cycle.payPlan;
  return (
    <Field
      label={t('version', { code: pinned?.code ?? '' })}
      help={pinned?.version == null ? t('versionNone') : t('versionNow', { version: pinned.version })}
    >
      <InputNumber
        min={1}
        precision={0}
        placeholder={t('newest')}
        value={wanted.version}
        onChange={(version) => onChange({ ...wanted, version })}
      />
    </Field>
  );
}

function Field({ label, help, children }: { label: string; help?: string; children: ReactNode }) {
  return (
    <label className={styles['field']}>
      <span>{label}</span>
      {children}
      {help === undefined ? null : <small className="soft">{help}</small>}
    </label>
  );
}
