import { SettingOutlined } from '@ant-design/icons';
import { Button, Checkbox, Popover, Skeleton, Table, Tooltip, type TableProps } from 'antd';
import { useEffect, useRef, useState, type ReactNode, type UIEvent } from 'react';
import { count } from '../messages';
import { useShortcut } from '../keyboard';
import { type Column } from './columns';
import styles from './DataTable.module.css';
import { ErrorNote } from './ErrorNote';
import { parts } from './messages';
import { ResizableTh } from './ResizableTh';
import { SelectionBar } from './SelectionBar';
import { useColumns } from './useColumns';
import type { Rows } from './useRows';

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
  /** What can be done with selected rows besides copying. */
  bulk?: (rows: readonly R[]) => ReactNode;
  selectable?: boolean;
  'data-testid'?: string;
}

/** So near to the end the next page is fetched. */
const AHEAD = 600;

/** A list read by the page: sticky header, remembered columns, arrow keys, selection, copying as a table. */
export function DataTable<R extends object>(props: Props<R>) {
  const {
    name,
    columns,
    rows,
    rowKey,
    openId,
    onOpen,
    loading,
    loadingMore,
    error,
    hasMore,
    selectable = true,
  } = props;
  const cols = useColumns(name, columns);
  const box = useRef<HTMLDivElement>(null);
  const [selected, setSelected] = useState<readonly string[]>([]);
  const [cursor, setCursor] = useState<string | null>(null);
  const at = rows.findIndex((row) => rowKey(row) === (openId ?? cursor));

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    // A row wider than the window would be drawn to its left edge.
    const left = element.scrollLeft;
    element.querySelector('tr[data-cursor="true"]')?.scrollIntoView({ block: 'nearest' });
    element.scrollLeft = left;
  }, [cursor, openId]);

  // A window higher than the first page shows no scroll bar to fetch more with.
  const { onMore } = props;
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

  const scroll = (event: UIEvent<HTMLDivElement>) => {
    const { scrollHeight, scrollTop, clientHeight } = event.currentTarget;
    if (scrollHeight - scrollTop - clientHeight < AHEAD) props.onMore();
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

  const antColumns: TableProps<R>['columns'] = cols.shown.map((column) => ({
    key: column.key,
    title: column.title,
    width: column.width,
    align: column.align ?? 'left',
    ellipsis: true,
    render: (_, row) => column.render(row),
    onHeaderCell: (): object => ({ onResizeTo: (width: number) => cols.resize(column.key, width) }),
  }));
  const chosen = rows.filter((row) => selected.includes(rowKey(row)));
  const width = cols.shown.reduce((sum, column) => sum + column.width, selectable ? 40 : 0);

  return (
    <div className={styles['table']} data-testid={props['data-testid']}>
      <div className={styles['scroll']} ref={box} onScroll={scroll}>
        {error ? <ErrorNote error={error} onRetry={props.onRetry} /> : null}
        <Table<R>
          style={{ minWidth: width }}
          tableLayout="fixed"
          pagination={false}
          columns={antColumns}
          dataSource={rows}
          rowKey={rowKey}
          components={{ header: { cell: ResizableTh } }}
          rowClassName={(row) => (rowKey(row) === openId ? (styles['open'] ?? '') : '')}
          onRow={(row) =>
            ({
              'data-cursor': rowKey(row) === (openId ?? cursor),
              onClick: () => {
                setCursor(rowKey(row));
                onOpen?.(row);
              },
            }) as object
          }
          {...(selectable && {
            rowSelection: {
              columnWidth: 40,
              selectedRowKeys: [...selected],
              onChange: (picked) => setSelected(picked.map(String)),
              // Ticking a box must not open the row.
              onCell: () => ({ onClick: (event) => event.stopPropagation() }),
            },
          })}
        />
        <div className={styles['end']}>
          {hasMore ? loadingMore && parts.loadingMore : parts.allShown(count(rows.length))}
        </div>
      </div>
      <ColumnMenu columns={columns} isShown={cols.isShown} toggle={cols.toggle} />
      {chosen.length > 0 && (
        <SelectionBar columns={cols.shown} rows={chosen} onClear={() => setSelected([])}>
          {props.bulk?.(chosen)}
        </SelectionBar>
      )}
    </div>
  );
}

interface MenuProps {
  columns: readonly { key: string; title: string; fixed?: boolean }[];
  isShown: (key: string) => boolean;
  toggle: (key: string) => void;
}

function ColumnMenu({ columns, isShown, toggle }: MenuProps) {
  const list = (
    <div className={styles['menu']}>
      {columns.map(({ key, title, fixed }) => (
        <Checkbox key={key} checked={isShown(key)} disabled={fixed ?? false} onChange={() => toggle(key)}>
          {title}
        </Checkbox>
      ))}
    </div>
  );
  return (
    <Popover trigger="click" placement="bottomRight" title={parts.columns} content={list}>
      <Tooltip title={parts.columns}>
        <Button
          className={styles['columns'] ?? ''}
          size="small"
          type="text"
          aria-label={parts.columns}
          icon={<SettingOutlined />}
        />
      </Tooltip>
    </Popover>
  );
}
