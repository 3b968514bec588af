import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { payroll } from '../api/clients.js';
import { useCommand } from '../api/use-command.js';
import { ReasonDialog } from '../ask/reason-dialog.js';
import { useShortcuts } from '../keyboard/shortcuts.js';
import { formatAmount } from '../money/format-amount.js';
import { PersonName } from '../names/names.js';
import { useMay, useMe } from '../session/me.js';
import { useLanguage } from '../words/use-language.js';
import styles from './bonus-lists.module.css';
import { LIST_CHANGES, useMyTask, type BonusList, type Task } from './list-queries.js';

/** What the reader can do with the list as a whole now, or whose turn it is. */
export function Decide({ list }: { list: BonusList }) {
  const { t } = useTranslation('bonus-lists');
  const maySubmit = useMay('payroll.list.submit');
  if (list.state === 'draft' || list.state === 'returned') {
    return maySubmit ? <Submit list={list} /> : <p className="soft">{t('turn.hr')}</p>;
  }
  if (list.state === 'submitted') return <Sign list={list} />;
  return <p className="soft">{t(`after.${list.state}`)}</p>;
}

function Submit({ list }: { list: BonusList }) {
  const { t } = useTranslation('bonus-lists');
  const language = useLanguage();
  const submit = useCommand({
    run: () =>
      answer(
        payroll.POST('/v1/bonus-lists/{id}/submit', {
          params: { path: { id: list.id } },
          body: { version: list.version },
        }),
      ),
    changes: LIST_CHANGES,
    done: t('submit.done'),
  });
  return (
    <div className="stack">
      {list.state === 'returned' ? <p className="late">{t('turn.returned')}</p> : null}
      <div className={styles['decide']}>
        <Button type="primary" size="large" loading={submit.isPending} onClick={() => submit.mutate()}>
          {t('submit.go', { total: formatAmount(list.total, language) })}
        </Button>
        <span className="soft small">{t('submit.locks')}</span>
      </div>
    </div>
  );
}

type Decision = 'approve' | 'return' | 'reject';
const SAID: Readonly<Record<string, 'sign.returned' | 'sign.rejected'>> = {
  returned: 'sign.returned',
  rejected: 'sign.rejected',
};
type Asked = Decision | null;

function Sign({ list }: { list: BonusList }) {
  const { t } = useTranslation('bonus-lists');
  const task = useMyTask(list);
  if (task.data === undefined) return null;
  if (task.data === null) return <p className="soft">{t('turn.others')}</p>;
  return <SignTask list={list} task={task.data} />;
}

function SignTask({ list, task }: { list: BonusList; task: Task }) {
  const { t } = useTranslation('bonus-lists');
  const me = useMe();
  const language = useLanguage();
  const [asked, setAsked] = useState<Asked>(null);
  const decide = useCommand({
    run: ({ decision, comment }: { decision: Decision; comment: string }) =>
      answer(
        payroll.POST('/v1/approvals/{id}/decisions', {
          params: { path: { id: task.approvalId ?? '' } },
          body: {
            taskId: task.taskId,
            taskVersion: task.version,
            decision,
            ...(comment === '' ? {} : { comment }),
          },
        }),
      ),
    changes: LIST_CHANGES,
    done: ({ state }) => t(SAID[state] ?? 'sign.signed'),
  });
  useShortcuts([
    { keys: 'a', says: t('sign.go'), run: () => setAsked('approve') },
    { keys: 'r', says: t('sign.return'), run: () => setAsked('return') },
  ]);
  const total = formatAmount(list.total, language);
  const standsIn = task.assigneeId !== me.person?.id;
  return (
    <div className="stack">
      {standsIn ? (
        <p className="soft">
          {t('sign.for')} <PersonName id={task.assigneeId} />
        </p>
      ) : null}
      <div className={styles['decide']}>
        <Button type="primary" size="large" onClick={() => setAsked('approve')}>
          {t('sign.go')}
        </Button>
        <Button size="large" onClick={() => setAsked('return')}>
          {t('sign.return')}
        </Button>
        <Button size="large" type="text" danger onClick={() => setAsked('reject')}>
          {t('sign.reject')}
        </Button>
        <span className="soft small">{t('sign.holdHint')}</span>
      </div>
      {asked === 'approve' ? (
        <ReasonDialog
          optional
          title={t('sign.ask', { total })}
          says={t(list.held > 0 ? 'sign.saysHeld' : 'sign.says', {
            total,
            people: list.lines - list.held,
            held: list.held,
          })}
          go={t('sign.go')}
          onClose={() => setAsked(null)}
          onGo={(comment) => decide.mutateAsync({ decision: 'approve', comment })}
        />
      ) : null}
      {asked === 'reject' ? (
        <ReasonDialog
          danger
          title={t('sign.rejectAsk')}
          says={t('sign.rejectSays')}
          go={t('sign.reject')}
          onClose={() => setAsked(null)}
          onGo={(comment) => decide.mutateAsync({ decision: 'reject', comment })}
        />
      ) : null}
      {asked === 'return' ? (
        <ReasonDialog
          danger
          title={t('sign.returnAsk')}
          says={t('sign.returnSays')}
          go={t('sign.return')}
          onClose={() => setAsked(null)}
          onGo={(comment) => decide.mutateAsync({ decision: 'return', comment })}
        />
      ) : null}
    </div>
  );
}
