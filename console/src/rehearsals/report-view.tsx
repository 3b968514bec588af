import { useTranslation } from 'react-i18next';
import { formatInstant, formatSpan } from '../instant/format-instant.js';
import { Funnel } from '../monitor/funnel.js';
import { Money } from '../money/money.js';
import { Empty } from '../states/empty.js';
import { VirtualTable, type Column } from '../virtual-table/virtual-table.js';
import { useLanguage } from '../words/use-language.js';
import { useKindWords } from './kind-words.js';
import type { Report } from './rehearsal-queries.js';
import styles from './report.module.css';

const MINUTE = 60_000;
type Overdue = Report['overdue'][number];
type Load = Report['approvers'][number];

/** What came of it: in sentences, how far people came, what it costs, who was asked how much, who was late, who was told. */
export function ReportView({ report, words }: { report: Report; words: readonly string[] }) {
  const { t } = useTranslation('rehearsals');
  return (
    <>
      <div className={styles['split']}>
        <section className="card stack" aria-labelledby="in-words">
          <h2 id="in-words">{t('report.words')}</h2>
          <ul className={styles['words']}>
            {words.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
        <div className="stack">
          {report.funnel === null ? null : (
            <section className="card stack" aria-labelledby="funnel">
              <h2 id="funnel">{t('report.funnel')}</h2>
              <Funnel of={report.funnel} />
            </section>
          )}
          <Cost report={report} />
          <Notices report={report} />
        </div>
      </div>
      <Loads report={report} />
      <OverdueList report={report} />
    </>
  );
}

function Cost({ report: { bonus } }: { report: Report }) {
  const { t } = useTranslation(['rehearsals', 'bonus-lists']);
  const STATES = ['draft', 'submitted', 'returned', 'signed', 'handed-over', 'settled', 'cancelled'] as const;
  return (
    <section className="card stack" aria-labelledby="cost">
      <h2 id="cost">{t('report.cost')}</h2>
      {bonus.length === 0 ? (
        <p className="soft">{t('report.paysNothing')}</p>
      ) : (
        <ul className={styles['cost']}>
          {bonus.map(({ total, lines, state, part }) => {
            const known = STATES.find((one) => one === state);
            return (
              <li key={`${part} ${total.currency}`}>
                <b>
                  <Money of={total} />
                </b>
                <span className="soft small">
                  {t('report.lines', { count: lines })}
                  {part === 'signers' ? ` · ${t('report.signers')}` : ''}
                </span>
                <span className="tag">{known === undefined ? state : t(`bonus-lists:state.${known}`)}</span>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}

function Notices({ report: { notices } }: { report: Report }) {
  const { t } = useTranslation('rehearsals');
  const { noticeOf } = useKindWords();
  const most = Math.max(1, ...notices.byKind.map(({ count }) => count));
  return (
    <section className="card stack" aria-labelledby="notices">
      <div className="row apart">
        <h2 id="notices">{t('report.notices')}</h2>
        <span className="tag figures">{t('report.noticesTotal', { count: notices.total })}</span>
      </div>
      <ul className={styles['bars']}>
        {notices.byKind.map(({ kind, count }) => (
          <li key={kind}>
            <span>{noticeOf(kind)}</span>
            <b className="figures">{count}</b>
            <i aria-hidden="true">
              <i style={{ width: `${(count / most) * 100}%` }} />
            </i>
          </li>
        ))}
      </ul>
      <p className="soft small">{t('report.noneLeft')}</p>
    </section>
  );
}

function Loads({ report: { approvers, zone } }: { report: Report }) {
  const { t } = useTranslation('rehearsals');
  const language = useLanguage();
  const columns: Column<Load>[] = [
    {
      key: 'who',
      title: t('load.who'),
      cell: ({ who }) => <Who of={who} />,
      width: 'minmax(9rem, 1.4fr)',
    },
    { key: 'tasks', title: t('load.tasks'), cell: ({ tasks }) => tasks, width: '5rem', figures: true },
    {
      key: 'decided',
      title: t('load.decided'),
      cell: ({ decided }) =>
        decided === 0 ? <span className="tag bad">{t('load.never')}</span> : <span className="figures">{decided}</span>,
      width: '6rem',
      figures: true,
    },
    {
      key: 'late',
      title: t('load.late'),
      cell: ({ late }) => <span className={late > 0 ? 'late' : undefined}>{late}</span>,
      width: '5.5rem',
      figures: true,
    },
    {
      key: 'peak',
      title: t('load.peak'),
      cell: ({ peak, peakFrom }) =>
        peakFrom === null
          ? peak
          : t('load.peakFrom', { count: peak, when: formatInstant(peakFrom, 'moment', zone, language) }),
      width: 'minmax(14rem, 1fr)',
    },
  ];
  return (
    <section className="card stack" aria-labelledby="loads">
      <div>
        <h2 id="loads">{t('load.title')}</h2>
        <p className="soft small">{t('load.lead')}</p>
      </div>
      {approvers.length === 0 ? (
        <p className="soft">{t('load.nobody')}</p>
      ) : (
        <VirtualTable
          label={t('load.title')}
          columns={columns}
          rows={approvers}
          rowKey={({ who }) => who.number}
          height="26rem"
          tone={({ decided, late }) => (decided === 0 ? 'bad' : late > 0 ? 'warn' : undefined)}
        />
      )}
    </section>
  );
}

function OverdueList({ report: { overdue, overdueTotal, zone } }: { report: Report }) {
  const { t } = useTranslation('rehearsals');
  const { todoOf } = useKindWords();
  const language = useLanguage();
  const columns: Column<Overdue>[] = [
    { key: 'who', title: t('overdue.who'), cell: ({ who }) => <Who of={who} />, width: 'minmax(9rem, 1.2fr)' },
    { key: 'what', title: t('overdue.what'), cell: ({ what }) => todoOf(what), width: 'minmax(9rem, 1fr)' },
    { key: 'about', title: t('overdue.about'), cell: ({ about }) => about, width: 'minmax(10rem, 1.4fr)' },
    {
      key: 'due',
      title: t('overdue.due'),
      cell: ({ dueAt }) => formatInstant(dueAt, 'moment', zone, language),
      width: '11rem',
    },
    {
      key: 'late',
      title: t('overdue.late'),
      cell: ({ doneAt, workingMinutes }) =>
        doneAt === null ? (
          <span className="tag bad">{t('overdue.never')}</span>
        ) : (
          <span className="late">{formatSpan(workingMinutes * MINUTE, language)}</span>
        ),
      width: '9rem',
    },
  ];
  return (
    <section className="card stack" aria-labelledby="overdue">
      <div className="row apart">
        <h2 id="overdue">{t('overdue.title')}</h2>
        {overdueTotal === 0 ? null : (
          <span className="tag bad figures">{t('overdue.count', { count: overdueTotal })}</span>
        )}
      </div>
      {overdue.length === 0 ? (
        <Empty title={t('overdue.none.title')} advice={t('overdue.none.advice')} />
      ) : (
        <VirtualTable
          label={t('overdue.title')}
          columns={columns}
          rows={overdue}
          rowKey={({ who, what, about, dueAt }) => `${who.number} ${what} ${about} ${dueAt}`}
          height="30rem"
        />
      )}
      {overdueTotal > overdue.length ? (
        <p className="soft small">{t('overdue.more', { count: overdueTotal - overdue.length })}</p>
      ) : null}
    </section>
  );
}

const Who = ({ of: { name, number } }: { of: { name: string; number: string } }) => (
  <span>
    <b>{name}</b> <span className="soft small">{number}</span>
  </span>
);
