import { Checkbox } from 'antd';
import { createContext, memo, useContext, type HTMLAttributes, type ReactNode } from 'react';
import type { Column } from './columns';
import styles from './DataTable.module.css';
import { parts } from './messages';

type Shown<R> = Column<R> & { width: number };

interface RowProps<R> {
  id: string;
  row: R;
  columns: readonly Shown<R>[];
  /** Nothing where rows can't be chosen. */
  chosen: boolean | null;
  current: boolean;
  open: boolean;
  /** These stay the same from one drawing to the next. */
  onClick: (row: R) => void;
  onTick: (id: string, range: boolean) => void;
}

const CELL = 'ant-table-cell';

function Row<R>({ id, row, columns, chosen, current, open, onClick, onTick }: RowProps<R>) {
  return (
    <tr
      className={`ant-table-row ${open ? (styles['open'] ?? '') : ''}`}
      data-row-key={id}
      data-cursor={current}
      onClick={() => onClick(row)}
    >
      {chosen !== null && (
        // Ticking a box must not open the row.
        <td className={`${CELL} ${styles['box'] ?? ''}`} onClick={(event) => event.stopPropagation()}>
          <Checkbox
            aria-label={parts.chooseRow}
            checked={chosen}
            onChange={({ nativeEvent }) => onTick(id, nativeEvent.shiftKey)}
          />
        </td>
      )}
      {columns.map(({ key, align, render }) => {
        const cell = render(row);
        return (
          <td
            key={key}
            className={`${CELL} ${CELL}-ellipsis`}
            {...(align && { style: { textAlign: align } })}
            {...(typeof cell === 'string' && { title: cell })}
          >
            {cell}
          </td>
        );
      })}
    </tr>
  );
}

/** A row is drawn anew only if something of it changed: scrolling draws those that come into sight. */
const KeptRow = memo(Row) as typeof Row;

/** The rows that are drawn, and how they stand. */
interface Drawn<R> extends Pick<RowProps<R>, 'columns' | 'onClick' | 'onTick'> {
  rows: readonly R[];
  rowKey: (row: R) => string;
  /** Nothing where rows can't be chosen. */
  isChosen: ((key: string) => boolean) | null;
  current: string | null;
  open: string | undefined;
}

/** The rows of a window. */
export function DrawnRows<R>(of: Drawn<R>) {
  return of.rows.map((row) => {
    const id = of.rowKey(row);
    return (
      <KeptRow
        key={id}
        id={id}
        row={row}
        columns={of.columns}
        chosen={of.isChosen?.(id) ?? null}
        current={id === of.current}
        open={id === of.open}
        onClick={of.onClick}
        onTick={of.onTick}
      />
    );
  });
}

/** What stands in the body of the table; the heights, in pixels, of what isn't drawn above and below. */
interface Body {
  rows: ReactNode;
  above: number;
  below: number;
}
export const BodyOf = createContext<Body>({ rows: null, above: 0, below: 0 });

const Space = ({ height }: { height: number }) =>
  height > 0 ? (
    <tr aria-hidden>
      <td style={{ border: 0, height, padding: 0 }} />
    </tr>
  ) : null;

/** The body of a table of which only a window is drawn: the scroll bar is as if all of it were. */
export function VirtualBody({ ...rest }: HTMLAttributes<HTMLTableSectionElement>) {
  const { rows, above, below } = useContext(BodyOf);
  return (
    <tbody {...rest}>
      <Space height={above} />
      {rows}
      <Space height={below} />
    </tbody>
  );
}
