import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useShortcut } from '../keyboard';
import { count } from '../messages';
import { copyTable } from './copyTable';
import type { Column } from './columns';
import styles from './DataTable.module.css';
import { parts } from './messages';
import { useTell } from './useTell';

interface Props<R> {
  columns: readonly Column<R>[];
  rows: readonly R[];
  /** How many the whole list has. */
  total: number | null;
  /** Whether all of the list are chosen, not only `rows`. */
  all: boolean;
  /** Chooses all of the list. */
  onAll?: () => void;
  onClear: () => void;
  children: ReactNode;
}

/** What can be done with the chosen rows, and what their numbers add up to. */
export function SelectionBar<R>({ columns, rows, total, all, onAll, onClear, children }: Props<R>) {
  const tell = useTell();
  const copy = () => {
    copyTable(columns, rows)
      .then(() => tell.done(parts.copied(rows.length)))
      .catch(tell.failed);
  };
  const whole = !all || rows.length === total;
  useShortcut('copyRows', copy, whole);
  return (
    <div className={styles['selection']} role="toolbar">
      <strong>{all && total !== null ? parts.selectedAll(count(total)) : parts.selected(rows.length)}</strong>
      {onAll && total !== null && (
        <Button size="small" type="link" data-testid="select-all" onClick={onAll}>
          {parts.selectAll(count(total))}
        </Button>
      )}
      {whole &&
        columns.map(
          ({ key, title, sum }) =>
            sum && (
              <span key={key}>{parts.sum(title, count(rows.reduce((one, row) => one + sum(row), 0)))}</span>
            ),
        )}
      {whole && (
        <Button size="small" onClick={copy}>
          {parts.copyRows}
        </Button>
      )}
      {children}
      <Button size="small" type="text" onClick={onClear}>
        {parts.clearSelection}
      </Button>
    </div>
  );
}
