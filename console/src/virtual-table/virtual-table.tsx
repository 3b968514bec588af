import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useRef, type MouseEvent, type ReactNode } from 'react';
import styles from './virtual-table.module.css';

export interface Column<Row> {
  readonly key: string;
  readonly title: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  /** A track of CSS grid: `minmax(8rem, 1fr)`, `6rem`. */
  readonly width?: string;
  /** Figures stand to the right. */
  readonly figures?: boolean;
}

interface VirtualTableProps<Row> {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** The row one is at, and what choosing one does. */
  at?: number;
  onRow?: (row: Row, at: number) => void;
  rowHeight?: number;
  /** Of the part that scrolls. */
  height?: string;
  /** Called when the last row comes into sight: the next page of a list. */
  onEnd?: () => void;
  tone?: (row: Row) => 'bad' | 'warn' | undefined;
}

const SPARE_ROWS = 12;
/** Counted from one, after the head. */
const FIRST_ROW = 2;

/** Any number of rows: those in sight exist. All rows are equally high, so scrolling measures nothing. */
export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const { label, columns, rows, rowKey, at, onRow, rowHeight = 48, height = '70dvh', onEnd, tone } = props;
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: SPARE_ROWS,
    // A frame that comes late is better than a scroll that waits for it.
    useFlushSync: false,
  });
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;

  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - 1) onEnd?.();
  }, [last, rows.length, onEnd]);
  useEffect(() => {
    if (at !== undefined && at < rows.length) virtual.scrollToIndex(at, { align: 'auto' });
  }, [at, rows.length, virtual]);

  // One for all rows: a row need not be made anew because the page above has another function.
  const openRow = ({ target }: MouseEvent): void => {
    const found = target instanceof Element ? target.closest('[aria-rowindex]') : null;
    const index = Number(found?.getAttribute('aria-rowindex')) - FIRST_ROW;
    const row = rows[index];
    if (found !== null && row !== undefined) onRow?.(row, index);
  };

  const template = columns.map(({ width }) => width ?? 'minmax(7rem, 1fr)').join(' ');
  return (
    <div
      ref={box}
      className={styles['box']}
      style={{ maxHeight: height }}
      role="table"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      tabIndex={0}
    >
      <div role="rowgroup" className={styles['head']}>
        <div role="row" className={styles['row']} style={{ gridTemplateColumns: template }}>
          {columns.map(({ key, title, figures }) => (
            <span key={key} role="columnheader" className={figures === true ? styles['figures'] : undefined}>
              {title}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" className={styles['rows']} style={{ height: virtual.getTotalSize() }} onClick={openRow}>
        {shown.map(({ index, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <Row
              key={rowKey(row)}
              row={row}
              index={index}
              top={start}
              height={rowHeight}
              template={template}
              columns={columns}
              chosen={index === at}
              tone={tone?.(row)}
              opens={onRow !== undefined}
            />
          );
        })}
      </div>
    </div>
  );
}

interface RowProps<One> {
  row: One;
  columns: readonly Column<One>[];
  index: number;
  top: number;
  height: number;
  template: string;
  chosen: boolean;
  tone: 'bad' | 'warn' | undefined;
  opens: boolean;
}

/** Kept as it is while it scrolls: only rows that come into sight are made. */
const Row = memo(RowOf) as typeof RowOf;

function RowOf<One>({ row, index, top, height, template, columns, chosen, tone, opens }: RowProps<One>) {
  return (
    <div
      role="row"
      aria-rowindex={index + FIRST_ROW}
      aria-selected={chosen}
      data-tone={tone}
      className={styles['row']}
      style={{ gridTemplateColumns: template, height, top }}
      data-open={opens ? true : undefined}
    >
      {columns.map(({ key, cell, figures }) => (
        <span key={key} role="cell" className={figures === true ? styles['figures'] : undefined}>
          {cell(row)}
        </span>
      ))}
    </div>
  );
}
