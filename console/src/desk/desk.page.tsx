import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcuts } from '../keyboard/shortcuts.js';
import { Await } from '../states/await.js';
import { Empty } from '../states/empty.js';
import { OnlyFor } from '../states/not-allowed.js';
import { DeskFilter } from './desk-filter.js';
import { isSelectable, MOST_TOGETHER, type AsksReason } from './desk-kinds.js';
import { DeskList } from './desk-list.js';
import { useDesk, type DeskItem, type DeskRead } from './desk-query.js';
import { ItemDetail } from './item-detail.js';
import { ManyBar } from './many-bar.js';
import { useDecide } from './use-decide.js';
import styles from './desk.module.css';

const route = getRouteApi('/desk');

export function DeskPage() {
  const { t } = useTranslation('desk');
  return (
    <OnlyFor action="directory.desk.read">
      <div className={styles['page']}>
        <h1>{t('title')}</h1>
        <Desk />
      </div>
    </OnlyFor>
  );
}

function Desk() {
  const { t } = useTranslation(['desk', 'shell']);
  const { kind } = route.useSearch();
  const desk = useDesk(kind);
  const more = desk.hasNextPage ? () => void desk.fetchNextPage() : undefined;
  return (
    <Await of={desk}>
      {(read) => (
        <>
          {read.missing.length > 0 ? (
            <p className={styles['stale']} role="status">
              {t('missing', { services: read.missing.map((one) => t(`service.${one}`)).join(t('shell:comma')) })}
            </p>
          ) : null}
          <Board read={read} {...(more === undefined ? {} : { more })} isNext={desk.isFetchingNextPage} />
        </>
      )}
    </Await>
  );
}

interface BoardProps {
  read: DeskRead;
  more?: () => void;
  isNext: boolean;
}

/** The list, and beside it what one is at. */
function Board({ read, more, isNext }: BoardProps) {
  const { t } = useTranslation(['desk', 'shell']);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [remembered, setRemembered] = useState<DeskItem>();
  const [asksReason, setAsksReason] = useState<AsksReason | null>(null);

  const open = (item: DeskItem | undefined, replace = true): void => {
    setAsksReason(null);
    setRemembered(item);
    void navigate({
      replace,
      search: {
        ...(search.kind === undefined ? {} : { kind: search.kind }),
        ...(item === undefined ? {} : { task: item.taskId }),
      },
    });
  };
  const decide = useDecide((back) => open(back));
  const items = read.items.filter(({ taskId }) => !decide.away.has(taskId));
  const gone = read.items.length - items.length;
  // Beside the list there is always something: the first while nothing was chosen.
  const chosen = items.find(({ taskId, subjectId }) =>
    search.task === undefined ? subjectId === search.subject : taskId === search.task,
  );
  const kept =
    remembered?.taskId === search.task && !decide.away.has(remembered?.taskId ?? '') ? remembered : undefined;
  const current = chosen ?? kept ?? (search.task === undefined ? items[0] : undefined);
  if (chosen !== undefined && chosen !== remembered) setRemembered(chosen);
  const at = items.findIndex(({ taskId }) => taskId === current?.taskId);
  const isOpen = at >= 0;
  const picked = items.filter((item) => selected.has(item.taskId));

  /** After a decision the next one comes up, so that a desk is cleared without going back to the list. */
  const goOn = (from: DeskItem): void => {
    const next = items[items.indexOf(from) + 1] ?? items[items.indexOf(from) - 1];
    open(search.task === undefined ? undefined : next);
  };
  const toggle = (item: DeskItem): void => {
    if (!isSelectable(item)) return;
    setSelected((was) => {
      const next = new Set(was);
      if (!next.delete(item.taskId) && next.size < MOST_TOGETHER) next.add(item.taskId);
      return next;
    });
  };
  const approve = (): void => {
    if (picked.length > 0) decideMany('approve');
    else if (current !== undefined && isOpen && current.kind === 'decision' && current.bundled === 1) {
      decide.decide({ item: current, decision: 'approve' });
      goOn(current);
    }
  };
  const decideMany = (decision: 'approve' | 'return', comment?: string): void => {
    decide.decideMany({ items: picked, decision, ...(comment === undefined ? {} : { comment }) });
    setSelected(new Set());
    open(undefined);
  };
  const step = (by: number): void => {
    const next = items[Math.max(0, Math.min(items.length - 1, Math.max(at, 0) + by))];
    if (next !== undefined) open(next);
  };

  useShortcuts(
    items.length === 0
      ? []
      : [
          { keys: 'j', says: t('shell:keys.next'), run: () => step(1) },
          { keys: 'k', says: t('shell:keys.previous'), run: () => step(-1) },
          { keys: 'a', says: t(picked.length > 0 ? 'keys.approvePicked' : 'keys.approve'), run: approve },
          { keys: 'r', says: t('keys.return'), run: () => setAsksReason('return') },
          { keys: 'x', says: t('keys.select'), run: () => (current === undefined ? undefined : toggle(current)) },
          { keys: 'Enter', says: t('shell:keys.open'), run: () => enter(() => open(current ?? items[0], false)) },
        ],
  );
  useShortcuts([{ keys: 'Escape', says: t('keys.back'), run: () => back() }]);
  function back(): void {
    if (asksReason !== null) setAsksReason(null);
    else if (selected.size > 0) setSelected(new Set());
    else open(undefined);
  }

  return (
    <>
      <DeskFilter
        counts={read.counts}
        gone={gone}
        kind={search.kind}
        onKind={(kind) => {
          setSelected(new Set());
          void navigate({ search: kind === undefined ? {} : { kind } });
        }}
      />
      {items.length === 0 && current === undefined ? (
        <div className="card">
          <Empty
            heading="h2"
            title={t('empty.title')}
            advice={t(search.kind === undefined ? 'empty.advice' : 'empty.ofKind')}
          />
        </div>
      ) : (
        <div className={styles['board']} data-open={(chosen ?? search.task) !== undefined}>
          <div className={styles['left']}>
            <ManyBar
              items={items}
              picked={picked}
              busy={decide.isBusy}
              onPick={(ids) => setSelected(new Set(ids))}
              onDecide={decideMany}
            />
            <DeskList
              items={items}
              at={at}
              selected={selected}
              onOpen={(item) => open(item, false)}
              onSelect={toggle}
              isNext={isNext}
              {...(more === undefined ? {} : { onMore: more })}
            />
          </div>
          <div className={styles['right']}>
            {current === undefined ? (
              <div className="card">
                <Empty heading="h2" title={t('gone.title')} advice={t('gone.advice')} />
              </div>
            ) : (
              <ItemDetail
                key={current.taskId}
                item={current}
                isOpen={isOpen}
                asksReason={isOpen ? asksReason : null}
                onAskReason={setAsksReason}
                onDecide={(input) => {
                  decide.decide({ item: current, ...input });
                  goOn(current);
                }}
                onClose={() => open(undefined)}
                onNext={at >= 0 && at < items.length - 1 ? () => step(1) : undefined}
              />
            )}
          </div>
        </div>
      )}
    </>
  );
}

/** Enter on a button or a link is that button's. */
function enter(otherwise: () => void): void {
  const focused = document.activeElement;
  if (focused instanceof HTMLElement && focused.matches('button, a, summary, input, [role=button], [role=menuitem]'))
    focused.click();
  else otherwise();
}
