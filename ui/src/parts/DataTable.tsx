import { Checkbox, Skeleton, Table, type TableProps } from 'antd';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useShortcut } from '../keyboard';
import { count } from '../messages';
import { ColumnMenu } from './ColumnMenu';
import { sortOf, sortProps, type Column } from './columns';
import styles from './DataTable.module.css';
import { ErrorNote } from './ErrorNote';
import { parts } from './messages';
import { ResizableTh } from './ResizableTh';
import { SelectionBar } from './SelectionBar';
import { useColumns } from './useColumns';
import type { Rows } from './useRows';
import { useSelection } from './useSelection';
import { useWindow } from './useWindow';
import { Undrawn, VirtualBody } from './VirtualBody';

/** What was chosen of a list. */
export interface Chosen<R> {
  /** Those of it that were read. */
  rows: readonly R[];
  /** All that the list has, read or not. */
  all: boolean;
  count: number;
  clear: () => void;
}

interface Props<R extends object> extends Rows<R> {
  /** Names the table, so that its columns are remembered. */
  name: string;
  columns: readonly Column<R>[];
  rowKey: (row: R) => string;
  /** The row whose panel is open. */
  openId?: string | undefined;
  onOpen?: (row: R) => void;
  /** Shown when there is nothing: says what to do. */
  empty: ReactNode;
  /** What can be done with chosen rows besides copying. */
  bulk?: (chosen: Chosen<R>) => ReactNode;
  selectable?: boolean;
  /** Whether all rows of the list can be chosen, those too that weren't read. */
  selectAll?: boolean;
  /** Tells one list from another, so that nothing stays chosen of the one before. */
  of?: string;
  /** The order, by its code, and how to ask for another; nothing is the list's own. */
  sort?: string | undefined;
  onSort?: (sort: string | undefined) => void;
  'data-testid'?: string;
}

/** So near to the end the next page is fetched. */
const AHEAD = 1500;
const BOX_WIDTH = 40;
const COMPONENTS = { header: { cell: ResizableTh }, body: { wrapper: VirtualBody } };

/**
 * A list read by the page: sticky header, remembered columns, arrow keys, selection, copying as a table. Only the rows
 * in sight are drawn.
 */
export function DataTable<R extends object>(props: Props<R>) {
  const { name, columns, rows, rowKey, openId, onOpen, loading, loadingMore, error, hasMore } = props;
  const { selectable = true, onMore } = props;
  const cols = useColumns(name, columns);
  const box = useRef<HTMLDivElement>(null);
  const keys = useMemo(() => rows.map(rowKey), [rows, rowKey]);
  const selection = useSelection(props.of ?? name, keys);
  const [cursor, setCursor] = useState<string | null>(null);
  const current = openId ?? cursor;
  const at = useMemo(() => (current === null ? -1 : keys.indexOf(current)), [keys, current]);
  const seen = useWindow(box, rows.length);

  const { show } = seen;
  const latestShow = useRef(show);
  useEffect(() => {
    latestShow.current = show;
  });
  useEffect(() => {
    if (at !== -1) latestShow.current(at);
    // A page more that is read moves nothing.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [current]);

  // A window higher than the first page shows no scroll bar to fetch more with.
  useEffect(() => {
    const element = box.current;
    if (hasMore && !loadingMore && !error && element && element.clientHeight > 0) {
      if (element.scrollHeight <= element.clientHeight + 1) onMore();
    }
  });

  const step = (by: number) => {
    const next = rows[Math.max(0, Math.min(rows.length - 1, at === -1 ? 0 : at + by))];
    if (!next) return;
    setCursor(rowKey(next));
    // With a panel beside it the panel follows.
    if (openId !== undefined) onOpen?.(next);
  };
  useShortcut('rowNext', () => step(1));
  useShortcut('rowPrevious', () => step(-1));
  useShortcut('rowOpen', () => rows[at] && onOpen?.(rows[at]), at !== -1 && onOpen !== undefined);

  const scroll = () => {
    seen.onScroll();
    const element = box.current;
    if (!element) return;
    if (element.scrollHeight - element.scrollTop - element.clientHeight < AHEAD) onMore();
  };

  if (error && rows.length === 0)
    return (
      <div className={styles['pad']}>
        <ErrorNote error={error} onRetry={props.onRetry} />
      </div>
    );
  if (loading)
    return <Skeleton active paragraph={{ rows: 12 }} title={false} className={styles['pad'] ?? ''} />;
  if (rows.length === 0) return <>{props.empty}</>;

  const chosen = selectable ? rows.filter((row) => selection.has(rowKey(row))) : [];
  const boxes: NonNullable<TableProps<R>['columns']>[number] = {
    key: '',
    width: BOX_WIDTH,
    align: 'center',
    className: styles['box'] ?? '',
    title: (
      <Checkbox
        aria-label={parts.chooseRead}
        checked={chosen.length === rows.length}
        indeterminate={chosen.length > 0 && chosen.length < rows.length}
        onChange={selection.toggleRead}
      />
    ),
    render: (_, row) => (
      <Checkbox
        aria-label={parts.chooseRow}
        checked={selection.has(rowKey(row))}
        onChange={({ nativeEvent }) => selection.toggle(rowKey(row), nativeEvent.shiftKey)}
      />
    ),
    // Ticking a box must not open the row.
    onCell: () => ({ onClick: (event) => event.stopPropagation() }),
  };
  const antColumns: TableProps<R>['columns'] = cols.shown.map((column) => ({
    key: column.key,
    title: column.title,
    width: column.width,
    align: column.align ?? 'left',
    ellipsis: true,
    render: (_, row) => column.render(row),
    onHeaderCell: (): object => ({ onResizeTo: (width: number) => cols.resize(column.key, width) }),
    ...(props.onSort && sortProps(column, props.sort)),
  }));
  const width = cols.shown.reduce((sum, column) => sum + column.width, selectable ? BOX_WIDTH : 0);

  return (
    <div className={styles['table']} data-testid={props['data-testid']}>
      <div className={styles['scroll']} ref={box} onScroll={scroll}>
        {error ? <ErrorNote error={error} onRetry={props.onRetry} /> : null}
        <Undrawn value={seen}>
          <Table<R>
            style={{ minWidth: width }}
            tableLayout="fixed"
            pagination={false}
            columns={selectable ? [boxes, ...antColumns] : antColumns}
            dataSource={rows.slice(seen.start, seen.end)}
            rowKey={rowKey}
            components={COMPONENTS}
            showSorterTooltip={false}
            onChange={(_, __, sorter) => props.onSort?.(sortOf(cols.shown, sorter))}
            rowClassName={(row) => (rowKey(row) === openId ? (styles['open'] ?? '') : '')}
            onRow={(row) =>
              ({
                'data-cursor': rowKey(row) === current,
                onClick: () => {
                  setCursor(rowKey(row));
                  onOpen?.(row);
                },
              }) as object
            }
          />
        </Undrawn>
        <div className={styles['end']}>
          {hasMore ? loadingMore && parts.loadingMore : parts.allShown(count(rows.length))}
        </div>
      </div>
      <ColumnMenu columns={columns} isShown={cols.isShown} toggle={cols.toggle} />
      {chosen.length > 0 && (
        <SelectionBar
          columns={cols.shown}
          rows={chosen}
          total={props.total}
          all={selection.all}
          {...(props.selectAll &&
            !selection.all &&
            chosen.length === rows.length &&
            hasMore && { onAll: selection.chooseAll })}
          onClear={selection.clear}
        >
          {props.bulk?.({
            rows: chosen,
            all: selection.all,
            count: selection.all ? (props.total ?? chosen.length) : chosen.length,
            clear: selection.clear,
          })}
        </SelectionBar>
      )}
    </div>
  );
}
