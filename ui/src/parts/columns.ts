import type { TableProps } from 'antd';
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
  /** The list's orders by this column, by their codes: upward, downward. */
  sort?: { ascend?: string; descend?: string };
}

type Sorter = Parameters<NonNullable<TableProps<never>['onChange']>>[2];

/** What a header needs to ask for another order; the rows come in it from the Rust side. */
export function sortProps<R>({ sort }: Column<R>, now: string | undefined) {
  if (!sort) return {};
  const directions = (['ascend', 'descend'] as const).filter((way) => sort[way] !== undefined);
  const order = directions.find((way) => sort[way] === now) ?? null;
  return { sorter: true, sortOrder: order, sortDirections: directions };
}

/** The code of the order that a header asks for. */
export function sortOf<R>(columns: readonly Column<R>[], sorter: unknown): string | undefined {
  const { columnKey, order } = sorter as Exclude<Sorter, unknown[]>;
  return order ? columns.find(({ key }) => key === columnKey)?.sort?.[order] : undefined;
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

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** The same as HTML whose cells Excel takes as text: `=1+1` stays that, and a long number keeps its digits. */
export function asHtml<R>(columns: readonly Column<R>[], rows: readonly R[]): string {
  const clean = (cell: string) => cell.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);
  const cells = (texts: string[], numbers: readonly boolean[]) =>
    texts.map((text, n) =>
      numbers[n]
        ? `<td>${clean(text)}</td>`
        : `<td style="mso-number-format:'\\@'">${clean(text).replace(/\r?\n/g, '<br>')}</td>`,
    );
  const line = (texts: string[], numbers: readonly boolean[]) => `<tr>${cells(texts, numbers).join('')}</tr>`;
  const numbers = columns.map(({ sum }) => sum !== undefined);
  const head = line(
    columns.map(({ title }) => title),
    [],
  );
  const body = rows.map((row) =>
    line(
      columns.map(({ text }) => text(row)),
      numbers,
    ),
  );
  return `<table>${head}${body.join('')}</table>`;
}
