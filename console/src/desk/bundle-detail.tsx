import { useQuery } from '@tanstack/react-query';
import { App, Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { useCommand } from '../api/use-command.js';
import { useShortcuts } from '../keyboard/shortcuts.js';
import { Await } from '../states/await.js';
import { Empty } from '../states/empty.js';
import { kindOf } from './desk-kinds.js';
import { APPROVALS_AT, bundleOf, unitsQuery, type Bundle, type Decision, type DeskItem } from './desk-query.js';
import { SheetDetail } from './sheet-detail.js';
import bar from './detail.module.css';
import styles from './subject.module.css';

/** All that waits of a unit, decided in one go; single ones are taken out by a tick. */
export function BundleDetail({ item, bundleId }: { item: DeskItem; bundleId: string }) {
  const { t } = useTranslation('desk');
  const bundle = useQuery(bundleOf(item.service, bundleId));
  return (
    <Await
      of={bundle}
      isEmpty={({ items }) => items.length === 0}
      empty={<Empty heading="h2" title={t('gone.title')} advice={t('gone.advice')} />}
    >
      {(found) => <Found item={item} bundle={found} />}
    </Await>
  );
}

function Found({ item, bundle }: { item: DeskItem; bundle: Bundle }) {
  const { t } = useTranslation('desk');
  const { t: problem } = useTranslation('problem');
  const { notification } = App.useApp();
  const { data: units = [] } = useQuery(unitsQuery);
  const [out, setOut] = useState<ReadonlySet<string>>(new Set());
  const [returning, setReturning] = useState(false);
  const [reason, setReason] = useState('');
  const count = bundle.items.filter(({ approvalId }) => !out.has(approvalId)).length;
  const titles = new Map(bundle.items.map(({ approvalId, title }) => [approvalId, title]));
  const decide = useCommand({
    run: ({ decision, comment }: { decision: Decision; comment?: string }) =>
      answer(
        APPROVALS_AT[item.service].POST('/v1/bundles/{id}/decisions', {
          params: { path: { id: bundle.id } },
          body: {
            decision,
            seen: bundle.items.map(({ approvalId, taskVersion }) => ({ approvalId, taskVersion })),
            except: [...out].filter((id) => titles.has(id)),
            ...(comment === undefined ? {} : { comment }),
          },
        }),
      ),
    changes: [['directory', 'desk'], ['goals'], ['appraisal'], ['payroll']],
    done: ({ results }) => t('many.done', { count: results.filter(({ ok }) => ok).length }),
  });
  const send = (decision: Decision, comment?: string): void => {
    if (count === 0 || decide.isPending) return;
    decide.mutate(
      { decision, ...(comment === undefined ? {} : { comment }) },
      {
        onSuccess: ({ results }) => {
          setReturning(false);
          // What was taken out is what is left.
          setOut(new Set());
          const refused = results.filter(({ ok }) => !ok);
          if (refused.length === 0) return;
          notification.warning({
            title: t('many.refused', { count: refused.length }),
            description: refused
              .slice(0, 5)
              .map(
                ({ approvalId, code = 'internal' }) =>
                  `${titles.get(approvalId) ?? ''}: ${problem(`code.${code}.title` as 'code.forbidden.title')}`,
              )
              .join(' · '),
            placement: 'top',
            duration: 10,
          });
        },
      },
    );
  };
  useShortcuts([
    { keys: 'a', says: t('keys.approveBundle'), run: () => send('approve') },
    { keys: 'r', says: t('keys.return'), run: () => setReturning(true) },
  ]);
  const toggle = (id: string): void =>
    setOut((was) => {
      const next = new Set(was);
      if (!next.delete(id)) next.add(id);
      return next;
    });

  return (
    <div className="stack">
      <div>
        <h2>{t('bundleOf', { unit: units.find(({ id }) => id === bundle.unitId)?.name ?? bundle.stepName })}</h2>
        <p className="soft">
          {t('bundle.open', { count: bundle.open })} · {t('bundle.changed', { count: bundle.changed })}
        </p>
      </div>
      <p className="soft small">{t('bundle.how')}</p>
      <ul className={styles['bundle']} aria-label={t('bundle.list')}>
        {bundle.items.map(({ approvalId, subjectId, title, changed }) => (
          <Member
            key={approvalId}
            subjectId={subjectId}
            title={title}
            changed={changed}
            what={kindOf(bundle.subjectKind)}
            taken={!out.has(approvalId)}
            onTake={() => toggle(approvalId)}
          />
        ))}
      </ul>
      {returning ? (
        <form
          className={bar['return']}
          aria-label={t('many.return', { count })}
          onSubmit={(event) => {
            event.preventDefault();
            if (reason.trim() !== '') send('return', reason.trim());
          }}
        >
          <h3>{t('many.return', { count })}</h3>
          <Input.TextArea
            autoFocus
            aria-label={t('reason')}
            placeholder={t('reasonHint')}
            maxLength={4000}
            rows={3}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <div className={bar['decide']}>
            <Button onClick={() => setReturning(false)}>{t('cancel')}</Button>
            <Button
              type="primary"
              danger
              htmlType="submit"
              disabled={reason.trim() === '' || count === 0}
              loading={decide.isPending}
            >
              {t('return')}
            </Button>
          </div>
        </form>
      ) : (
        <div className={bar['decide']}>
          <Button size="large" disabled={count === 0} onClick={() => setReturning(true)}>
            {t('return')}
            <kbd aria-hidden="true">r</kbd>
          </Button>
          <Button
            size="large"
            type="primary"
            disabled={count === 0}
            loading={decide.isPending}
            onClick={() => send('approve')}
          >
            {t('bundle.approve', { count })}
            <kbd aria-hidden="true">a</kbd>
          </Button>
        </div>
      )}
    </div>
  );
}

interface MemberProps {
  subjectId: string;
  title: string;
  changed: boolean;
  what: string;
  taken: boolean;
  onTake: () => void;
}

function Member({ subjectId, title, changed, what, taken, onTake }: MemberProps) {
  const { t } = useTranslation('desk');
  const [open, setOpen] = useState(false);
  const isSheet = what === 'plan' || what === 'report';
  return (
    <li data-out={!taken}>
      <div className="row">
        <Checkbox checked={taken} onChange={onTake} aria-label={t('bundle.take', { title })} />
        <button
          type="button"
          className={styles['unfold']}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          disabled={!isSheet}
        >
          <b>{title}</b>
          <span className={`tag ${changed ? 'warn' : ''}`}>{t(changed ? 'bundle.differs' : 'bundle.same')}</span>
        </button>
      </div>
      {open && isSheet ? <SheetDetail id={subjectId} what={what} bare /> : null}
    </li>
  );
}
