import { useVirtualizer } from '@tanstack/react-virtual';
import { Checkbox } from 'antd';
import { useEffect, useRef } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Deadline } from '../instant/instant.js';
import { isBundle, isSelectable, kindOf } from './desk-kinds.js';
import { unitsQuery, type DeskItem } from './desk-query.js';
import styles from './list.module.css';

const ROW = 76;
const SPARE = 8;

interface DeskListProps {
  items: readonly DeskItem[];
  at: number;
  selected: ReadonlySet<string>;
  onOpen: (item: DeskItem) => void;
  onSelect: (item: DeskItem) => void;
  isNext: boolean;
  onMore?: () => void;
}

/** Soonest first. Hundreds of rows are a handful of elements. */
export function DeskList({ items, at, selected, onOpen, onSelect, isNext, onMore }: DeskListProps) {
  const { t } = useTranslation('desk');
  const box = useRef<HTMLDivElement>(null);
  const { data: units = [] } = useQuery(unitsQuery);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: SPARE,
  });
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (items.length > 0 && last >= items.length - 1 && !isNext) onMore?.();
  }, [last, items.length, isNext, onMore]);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
  }, [at, virtual]);

  return (
    <div ref={box} className={styles['list']} role="region" aria-label={t('list')} tabIndex={0}>
      <ol style={{ height: virtual.getTotalSize() }}>
        {shown.map(({ index, start }) => {
          const item = items[index];
          if (item === undefined) return null;
          const unit = units.find(({ id }) => id === item.unitId)?.name;
          return (
            <li
              key={item.taskId}
              className={styles['entry']}
              data-at={index === at}
              style={{ height: ROW, transform: `translateY(${start}px)` }}
              aria-setsize={items.length}
              aria-posinset={index + 1}
            >
              {isSelectable(item) ? (
                <Checkbox
                  checked={selected.has(item.taskId)}
                  onChange={() => onSelect(item)}
                  aria-label={t('select', { title: item.title })}
                />
              ) : (
                <span className={styles['nobox']} />
              )}
              <button type="button" onClick={() => onOpen(item)} aria-current={index === at ? 'true' : undefined}>
                <span className={styles['line']}>
                  <b>{isBundle(item) ? t('bundleOf', { unit: unit ?? item.title }) : item.title}</b>
                  <span className={`tag ${item.kind === 'todo' ? 'pine' : 'calm'}`}>
                    {t(`kind.${kindOf(item.subjectKind)}`)}
                    {isBundle(item) ? <b className="figures"> × {item.bundled}</b> : null}
                  </span>
                </span>
                <span className={`${styles['line'] ?? ''} small`}>
                  <span className="soft">
                    {[
                      isBundle(item) ? undefined : unit,
                      item.standsInFor === null ? undefined : t('standsInFor', { name: item.standsInFor.name }),
                      item.reminders > 0 ? t('reminded', { count: item.reminders }) : undefined,
                    ]
                      .filter((part) => part !== undefined)
                      .join(' · ')}
                  </span>
                  {item.dueAt === null ? null : <Deadline at={item.dueAt} late={item.lateMinutes > 0} />}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
