import type { ReactNode } from 'react';

/** A column of a DataTable. */
export interface Column<R> {
  key: string;
  title: string;
  width: number;
  render: (row: R) => ReactNode;
  /** What is copied. */
  text: (row: R) => string;
  /** Numbers that are added up over the selected rows. */
  sum?: (row: R) => number;
  align?: 'left' | 'right' | 'center';
  /** Not shown until the person asks for it. */
  hidden?: boolean;
  /** Always shown. */
  fixed?: boolean;
}

/** Rows as a table that Excel takes in: tabs and line ends within a cell become blanks. */
export function asTsv<R>(columns: readonly Column<R>[], rows: readonly R[]): string {
  const clean = (cell: string) => cell.replace(/[\t\r\n]+/g, ' ');
  const line = (cells: string[]) => cells.map(clean).join('\t');
  return [
    line(columns.map(({ title }) => title)),
    ...rows.map((row) => line(columns.map(({ text }) => text(row)))),
  ].join('\n');
}
