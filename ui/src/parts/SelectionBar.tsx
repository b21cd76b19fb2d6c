import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useShortcut } from '../keyboard';
import { count } from '../messages';
import { asTsv, type Column } from './columns';
import styles from './DataTable.module.css';
import { parts } from './messages';
import { useTell } from './useTell';

interface Props<R> {
  columns: readonly Column<R>[];
  rows: readonly R[];
  onClear: () => void;
  children: ReactNode;
}

/** What can be done with the selected rows, and what their numbers add up to. */
export function SelectionBar<R>({ columns, rows, onClear, children }: Props<R>) {
  const tell = useTell();
  const copy = () => {
    navigator.clipboard
      .writeText(asTsv(columns, rows))
      .then(() => tell.done(parts.copied(rows.length)))
      .catch(tell.failed);
  };
  useShortcut('copyRows', copy);
  return (
    <div className={styles['selection']} role="toolbar">
      <strong>{parts.selected(rows.length)}</strong>
      {columns.map(
        ({ key, title, sum }) =>
          sum && (
            <span key={key}>{parts.sum(title, count(rows.reduce((all, row) => all + sum(row), 0)))}</span>
          ),
      )}
      <Button size="small" onClick={copy}>
        {parts.copyRows}
      </Button>
      {children}
      <Button size="small" type="text" onClick={onClear}>
        {parts.clearSelection}
      </Button>
    </div>
  );
}
