import { Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { listAt, textAt, type Path } from './draft.js';
import styles from './definitions.module.css';
import { listSigners } from './list-signers.js';
import { useNames, type Named } from './names.js';
import { formatDecimal } from '../money/format-amount.js';
import { useLanguage } from '../words/use-language.js';

export interface FormProps {
  /** The file as values. */
  value: unknown;
  /** What is wrong, by the API's name of the field. */
  problems: ReadonlyMap<string, string>;
  set: (path: Path, value: unknown) => void;
}

const PERIODS = ['week', 'month', 'quarter', 'custom'] as const;
const ZONES = Intl.supportedValuesOf('timeZone');

/** What most people change; all else is in the file beside it. */
export function DefinitionForm({ value, problems, set, isNew }: FormProps & { isNew: boolean }) {
  const { t } = useTranslation('definitions');
  const names = useNames();
  const text = (...path: string[]): string => textAt(value, path);
  const withOwn = (options: Named[], own: string): Named[] =>
    own === '' || options.some((one) => one.value === own) ? options : [...options, { value: own, label: own }];
  const choose = (field: string, options: Named[]): ReactNode => (
    <Select
      showSearch
      optionFilterProp="label"
      value={text('data', field) === '' ? null : text('data', field)}
      options={withOwn(options, text('data', field))}
      onChange={(next: string) => set(['data', field], next)}
    />
  );
  return (
    <div className={styles['form']}>
      <Field label={t('form.name')} problem={problems.get('data.name')}>
        <Input value={text('data', 'name')} onChange={(event) => set(['data', 'name'], event.target.value)} />
      </Field>
      <Field label={t('form.code')} problem={problems.get('code')} {...(isNew ? { help: t('form.codeHelp') } : {})}>
        <Input disabled={!isNew} value={text('code')} onChange={(event) => set(['code'], event.target.value)} />
      </Field>
      <Field label={t('form.period')} problem={problems.get('data.period') ?? problems.get('data.periods')}>
        <Select
          value={text('data', 'period')}
          options={PERIODS.map((one) => ({ value: one, label: t(`period.${one}`) }))}
          onChange={(next) => set(['data', 'period'], next)}
        />
      </Field>
      <Field label={t('form.calendar')} problem={problems.get('data.calendar')}>
        {choose('calendar', names.calendars)}
      </Field>
      <Field label={t('form.zone')} problem={problems.get('data.zone')}>
        {choose(
          'zone',
          ZONES.map((zone) => ({ value: zone, label: zone })),
        )}
      </Field>
      <Field label={t('form.ruleSet')} problem={problems.get('data.ruleSet')}>
        {choose('ruleSet', names.ruleSets)}
      </Field>
      <Field label={t('form.payPlan')} problem={problems.get('data.payPlan')}>
        <Select
          allowClear
          placeholder={t('form.noPay')}
          value={text('data', 'payPlan') === '' ? null : text('data', 'payPlan')}
          options={withOwn(names.payPlans, text('data', 'payPlan'))}
          onChange={(next: string | undefined) => set(['data', 'payPlan'], next ?? undefined)}
        />
      </Field>
      <Field label={t('form.units')} problem={problems.get('data.who.units') ?? problems.get('data.who')}>
        <Select
          mode="multiple"
          optionFilterProp="label"
          placeholder={t('form.everybody')}
          value={listAt(value, ['data', 'who', 'units']).map(String)}
          options={names.units}
          onChange={(next: string[]) => set(['data', 'who', 'units'], next.length === 0 ? undefined : next)}
        />
      </Field>
      <Signers value={value} />
    </div>
  );
}

/** Of the chain in the file: whose signature money needs, and above what. */
function Signers({ value }: Pick<FormProps, 'value'>) {
  const { t } = useTranslation('definitions');
  const language = useLanguage();
  const signers = listSigners(value);
  if (signers.length === 0) return null;
  const limitOf = ({ limit }: (typeof signers)[number]): string => {
    if (limit === null) return '';
    const { above, currency } = limit;
    const figure = formatDecimal(above, language);
    return currency === null
      ? t('form.abovePlan', { amount: figure })
      : t('form.above', { amount: `${figure} ${currency}` });
  };
  return (
    <div className={styles['field']}>
      <span>{t('form.signs')}</span>
      <ol className="small">
        {signers.map((signer, n) => (
          <li key={n}>
            {signer.name} <span className="soft figures">{limitOf(signer)}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}

function Field(props: { label: string; problem: string | undefined; help?: string; children: ReactNode }) {
  return (
    <label className={styles['field']} data-bad={props.problem === undefined ? undefined : true}>
      <span>{props.label}</span>
      {props.children}
      {props.problem === undefined ? null : <em className="late small">{props.problem}</em>}
      {props.help === undefined ? null : <small className="soft">{props.help}</small>}
    </label>
  );
}
