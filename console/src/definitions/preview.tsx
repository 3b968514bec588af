import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatPeriod } from '../instant/format-period.js';
import { useLanguage } from '../words/use-language.js';
import type { Preview as Data } from './definition-queries.js';
import styles from './definitions.module.css';
import { Strip } from './strip.js';

const SHOWN = 30;

interface PreviewProps {
  data: Data | undefined;
  zone: string;
  /** It is of what was there a moment ago. */
  old: boolean;
  lineOf: (field: string) => number;
  goToLine: (line: number) => void;
  /** What the API refuses of the shape, before anything can be worked out. */
  refused: ReadonlyMap<string, string>;
}

/** What the definition on the page would do. */
export function Preview({ data, zone, old, lineOf, goToLine, refused }: PreviewProps) {
  const { t } = useTranslation('definitions');
  const problems =
    refused.size > 0 ? [...refused].map(([field, message]) => ({ field, message })) : (data?.problems ?? []);
  return (
    <section className="card stack" aria-labelledby="preview" aria-busy={old}>
      <div className="row apart">
        <div>
          <h2 id="preview">{t('preview.title')}</h2>
          <p className="soft small">{t('preview.lead')}</p>
        </div>
        {data === undefined ? null : <span className="tag figures">{t('preview.people', { count: data.people })}</span>}
      </div>
      {data === undefined && refused.size === 0 ? <p className="soft">{t('preview.waiting')}</p> : null}
      <Notes kind="bad" title={t('preview.problems')} items={problems} lineOf={lineOf} goToLine={goToLine} />
      {data === undefined ? null : data.periods.length === 0 ? (
        <p className="soft">{t('preview.noShow')}</p>
      ) : (
        <Periods periods={data.periods} zone={zone} />
      )}
      <Notes
        kind="warn"
        title={t('preview.warnings')}
        items={data?.warnings ?? []}
        lineOf={lineOf}
        goToLine={goToLine}
      />
      {data === undefined ? null : <People data={data} clean={problems.length === 0} />}
    </section>
  );
}

function Notes(props: {
  kind: 'bad' | 'warn';
  title: string;
  items: readonly { field: string; message: string }[];
  lineOf: (field: string) => number;
  goToLine: (line: number) => void;
}) {
  const { t } = useTranslation('definitions');
  if (props.items.length === 0) return null;
  return (
    <div className={styles['notes']} data-kind={props.kind}>
      <h3>{props.title}</h3>
      <ul>
        {props.items.map(({ field, message }) => {
          const line = props.lineOf(field);
          return (
            <li key={`${field} ${message}`}>
              <code>{field.replace(/^data\./, '')}</code> {message}{' '}
              <Button type="link" size="small" onClick={() => props.goToLine(line)}>
                {t('preview.toLine', { line })}
              </Button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function Periods({ periods, zone }: { periods: Data['periods']; zone: string }) {
  const { t } = useTranslation(['definitions', 'cycle']);
  const language = useLanguage();
  const [at, go] = useState(0);
  const period = periods[at] ?? periods[0];
  if (period === undefined) return null;
  const name = formatPeriod(period.period, language);
  return (
    <div className="stack">
      <Segmented
        className={styles['which'] ?? ''}
        aria-label={t('preview.which')}
        value={Math.min(at, periods.length - 1)}
        onChange={go}
        options={periods.map((one, index) => ({
          value: index,
          label: `${formatPeriod(one.period, language)}${one.skipped === null ? '' : ` · ${t('preview.skipped')}`}`,
        }))}
      />
      {period.skipped === null ? (
        <>
          <Strip period={period} zone={zone} name={name} />
          <ol className={styles['instants']}>
            {period.steps.map(({ step, local, moved, explained, provisional }) => (
              <li key={step}>
                <b>{t(`cycle:step.${step}`)}</b>
                <span className="figures">{local}</span>
                <span>
                  {moved === null ? null : <span className="tag warn">{t('preview.moved')}</span>}{' '}
                  {provisional ? <span className="tag calm">{t('preview.provisional')}</span> : null}
                  {explained === null ? null : <span className="soft small">{explained}</span>}
                </span>
              </li>
            ))}
          </ol>
        </>
      ) : (
        <p>{period.skippedWhy}</p>
      )}
    </div>
  );
}

function People({ data, clean }: { data: Data; clean: boolean }) {
  const { t } = useTranslation(['definitions', 'cycle']);
  const { nobodyToApprove: nobody, absentApprovers: absent } = data;
  if (nobody.length + absent.length === 0) {
    return clean && data.warnings.length === 0 ? <p className={styles['fine']}>{t('preview.good')}</p> : null;
  }
  const chains = ['plan', 'report', 'results', 'bonus-list'] as const;
  const chainOf = (step: string): string => {
    const known = chains.find((one) => step === one || step.startsWith(`${one}.`));
    return known === undefined ? step : t(`chain.${known}`);
  };
  return (
    <>
      {nobody.length === 0 ? null : (
        <div className={styles['notes']} data-kind="bad">
          <h3>{t('preview.nobody')}</h3>
          <ul>
            {nobody.slice(0, SHOWN).map((one) => (
              <li key={`${one.personId} ${one.step}`}>{t('preview.nobodyIs', { ...one, step: chainOf(one.step) })}</li>
            ))}
          </ul>
        </div>
      )}
      {absent.length === 0 ? null : (
        <div className={styles['notes']} data-kind="warn">
          <h3>{t('preview.absent')}</h3>
          <ul>
            {absent.slice(0, SHOWN).map((one) => (
              <li key={`${one.personId} ${one.period}`}>{t('preview.absentIs', { ...one })}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
