import { useTranslation } from 'react-i18next';
import { Instant } from '../instant/instant.js';
import { formatDecimal, formatPercent } from '../money/format-amount.js';
import { useUnitNames } from '../names/names.js';
import { useLanguage } from '../words/use-language.js';
import type { ChangeRow, ChangeView } from './change-queries.js';
import styles from './changes.module.css';

const SHOWN = 200;
const FIELDS = ['target', 'weight', 'baseline', 'goal', 'title', 'unit', 'deadline'] as const;
const COLUMNS = ['person', 'changes', 'completion', 'score', 'plan'] as const;
const COUNTS = ['changed', 'staysApproved', 'beingDecided', 'resultsMoved', 'kept'] as const;

/** Who changes by what and how their figures move; what stays, and why; which instants move. */
export function DryRun({ view }: { view: ChangeView }) {
  const { t } = useTranslation(['changes', 'cycle']);
  const { counts, moved, rows, change } = view;
  const changed = rows.filter((row) => row.changes.length > 0 || isMoved(row));
  const kept = rows.filter((row) => row.kept.length > 0);
  return (
    <>
      {change.kind === 'deadline' ? null : (
        <ul className={styles['counts']}>
          {COUNTS.map((one) => (
            <li key={one} data-some={counts[one] > 0 ? true : undefined}>
              <b className="figures">{counts[one]}</b> <span>{t(`counts.${one}`)}</span>
            </li>
          ))}
        </ul>
      )}
      {change.kind === 'pay-plan' ? <p>{t('payPlanThen')}</p> : null}
      {moved.length === 0 ? null : (
        <table className={styles['moves']}>
          <caption>{t('moves')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('step')}</th>
              <th scope="col">{t('before')}</th>
              <th scope="col">{t('after')}</th>
            </tr>
          </thead>
          <tbody>
            {moved.map(({ step, before, after }) => (
              <tr key={step}>
                <th scope="row">{t(`cycle:step.${step}`)}</th>
                <td>
                  <Instant at={before} />
                </td>
                <td>
                  <b>
                    <Instant at={after} />
                  </b>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {change.kind === 'deadline' && moved.length === 0 ? <p className="soft">{t('nothingMoves')}</p> : null}
      {changed.length === 0 ? null : <ChangedTable rows={changed} />}
      {kept.length === 0 ? null : <KeptList rows={kept} />}
      {change.kind !== 'deadline' && change.kind !== 'pay-plan' && changed.length + kept.length === 0 ? (
        <p className="soft">{t('nobodyChanges')}</p>
      ) : null}
    </>
  );
}

const isMoved = (row: ChangeRow): boolean =>
  row.completionBefore !== row.completionAfter || row.scoreBefore !== row.scoreAfter;

function ChangedTable({ rows }: { rows: readonly ChangeRow[] }) {
  const { t } = useTranslation('changes');
  const units = useUnitNames();
  return (
    <div>
      {/* On a phone each row is a card: what lays it out so takes a table's roles away, so they are said. */}
      <table role="table" className={styles['rows']}>
        <caption className="unseen">{t('table')}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {COLUMNS.map((column) => (
              <th role="columnheader" scope="col" key={column}>
                {t(`column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.slice(0, SHOWN).map((row) => (
            <tr role="row" key={row.sheetId}>
              <th role="rowheader" scope="row">
                <b>{row.personName}</b>
                <span className="soft small">{units.get(row.unitId) ?? ''}</span>
              </th>
              <td role="cell">
                <ul>
                  {row.changes.map((one) => (
                    <li key={`${one.goal} ${one.field}`}>
                      <OneChange of={one} />
                    </li>
                  ))}
                </ul>
              </td>
              <td role="cell" data-label={t('column.completion')}>
                <Figures before={row.completionBefore} after={row.completionAfter} percent />
              </td>
              <td role="cell" data-label={t('column.score')}>
                <Figures before={row.scoreBefore} after={row.scoreAfter} />
              </td>
              <td role="cell" data-label={t('column.plan')}>
                <span className={`tag ${row.plan === 'being-decided' ? 'warn' : ''}`}>{t(`plan.${row.plan}`)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > SHOWN ? <p className="soft small">{t('more', { count: rows.length - SHOWN })}</p> : null}
    </div>
  );
}

function OneChange({ of: { goal, field, before, after } }: { of: ChangeRow['changes'][number] }) {
  const { t } = useTranslation('changes');
  const language = useLanguage();
  const known = FIELDS.find((one) => one === field);
  const said = (value: string | null): string => (value === null ? '–' : formatDecimal(value, language));
  return (
    <>
      <span className="soft">
        {goal} · {known === undefined ? field : t(`field.${known}`)}
      </span>{' '}
      <span className="figures">
        <del>{said(before)}</del> → <ins>{said(after)}</ins>
      </span>
    </>
  );
}

function Figures({
  before,
  after,
  percent = false,
}: {
  before: string | null;
  after: string | null;
  percent?: boolean;
}) {
  const language = useLanguage();
  const said = (value: string | null): string =>
    value === null ? '–' : percent ? formatPercent(value, language) : formatDecimal(value, language);
  if (before === after) return <span className="figures soft">{said(after)}</span>;
  return (
    <span className="figures">
      {said(before)} → <b>{said(after)}</b>
    </span>
  );
}

function KeptList({ rows }: { rows: readonly ChangeRow[] }) {
  const { t } = useTranslation('changes');
  return (
    <section className={styles['kept']} aria-labelledby="kept">
      <h3 id="kept">{t('keptTitle')}</h3>
      <ul>
        {rows.slice(0, SHOWN).map((row) => (
          <li key={row.sheetId}>
            <b>{row.personName}</b>
            {row.kept.map(({ goal, why }) => (
              <span key={`${goal} ${why}`} className="small">
                {goal}: {t(`why.${why}`)}
              </span>
            ))}
          </li>
        ))}
      </ul>
      {rows.length > SHOWN ? <p className="soft small">{t('more', { count: rows.length - SHOWN })}</p> : null}
    </section>
  );
}
