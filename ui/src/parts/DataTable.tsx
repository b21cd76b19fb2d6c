import { Checkbox, Skeleton, Table, type TableProps } from 'antd';
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useShortcut } from '../keyboard';
import { count } from '../messages';
import { ColumnMenu } from './ColumnMenu';
import { sortOf, sortProps, type Column } from './columns';
import styles from './DataTable.module.css';
import { ErrorNote } from './ErrorNote';
import { parts } from './messages';
import { ResizableTh } from './ResizableTh';
import { SelectionBar } from './SelectionBar';
import { BodyOf, DrawnRows, VirtualBody } from './TableRows';
import { useColumns } from './useColumns';
import type { Rows } from './useRows';
import { useSelection } from './useSelection';
import { useWindow } from './useWindow';

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
  const latestOpen = useRef(onOpen);
  const latestToggle = useRef(selection.toggle);
  useEffect(() => {
    latestShow.current = show;
    latestOpen.current = onOpen;
    latestToggle.current = selection.toggle;
  });
  // The same from one drawing to the next, so that a row whose record stays isn't drawn anew.
  const clickRow = useCallback(
    (row: R) => {
      setCursor(rowKey(row));
      latestOpen.current?.(row);
    },
    [rowKey],
  );
  const tick = useCallback((key: string, range: boolean) => latestToggle.current(key, range), []);
  useEffect(() => {
    if (at !== -1) latestShow.current(at);
    // A page more that is read moves nothing.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [current]);

  const nearEnd = ({ scrollHeight, scrollTop, clientHeight }: HTMLElement) =>
    scrollHeight - scrollTop - clientHeight < AHEAD;
  // Who waits at the end, or sees no scroll bar, doesn't scroll: what couldn't be asked for then is asked for now.
  useEffect(() => {
    const element = box.current;
    if (!hasMore || loadingMore || error || !element || element.clientHeight === 0) return;
    if (nearEnd(element)) onMore();
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
    if (box.current && nearEnd(box.current)) onMore();
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
  };
  const antColumns: TableProps<R>['columns'] = cols.shown.map((column) => ({
    key: column.key,
    title: column.title,
    width: column.width,
    align: column.align ?? 'left',
    ellipsis: true,
    onHeaderCell: (): object => ({ onResizeTo: (width: number) => cols.resize(column.key, width) }),
    ...(props.onSort && sortProps(column, props.sort)),
  }));
  const width = cols.shown.reduce((sum, column) => sum + column.width, selectable ? BOX_WIDTH : 0);

  const body = {
    above: seen.above,
    below: seen.below,
    rows: (
      <DrawnRows
        rows={rows.slice(seen.start, seen.end)}
        rowKey={rowKey}
        columns={cols.shown}
        isChosen={selectable ? selection.has : null}
        current={current}
        open={openId}
        onClick={clickRow}
        onTick={tick}
      />
    ),
  };

  return (
    <div className={styles['table']} data-testid={props['data-testid']}>
      <div className={styles['scroll']} ref={box} onScroll={scroll}>
        {error ? <ErrorNote error={error} onRetry={props.onRetry} /> : null}
        <BodyOf value={body}>
          <Table<R>
            style={{ minWidth: width }}
            tableLayout="fixed"
            pagination={false}
            columns={selectable ? [boxes, ...antColumns] : antColumns}
            // Which rows are drawn is the body's own matter; one of them tells antd that there are some.
            dataSource={rows.slice(0, 1)}
            rowKey={rowKey}
            components={COMPONENTS}
            showSorterTooltip={false}
            onChange={(_, __, sorter) => props.onSort?.(sortOf(cols.shown, sorter))}
          />
        </BodyOf>
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
