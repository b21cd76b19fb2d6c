import { terms, type ImportField, type ImportPreview, type PreviewRow, type RowProblem } from '../../ipc';
import { words } from './messages';

/** One of these two has to be there. */
export const EITHER: readonly ImportField[] = ['title', 'text'];
export const REQUIRED: ImportField = 'received_at';

/** A column's name as Excel has it: A, B, … AA. */
export function letterOf(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest > 0 ? letterOf(rest - 1) : '') + String.fromCharCode(65 + (index % 26));
}

/** Gives a column a field; another column that had it no longer does, for each field has one column. */
export const assign = (
  columns: readonly (ImportField | null)[],
  at: number,
  field: ImportField | null,
): (ImportField | null)[] =>
  columns.map((other, i) => (i === at ? field : field !== null && other === field ? null : other));

/** The first few different values of a column. */
export function samplesOf(sample: readonly (readonly string[])[], at: number, most = 3): string[] {
  const values = sample.map((row) => row[at] ?? '').filter((value) => value !== '');
  return [...new Set(values)].slice(0, most);
}

/** What a missing field asks of the person. */
export const missingWords = (field: ImportField): string =>
  (words.columns.missing as Partial<Record<ImportField, string>>)[field] ??
  words.columns.missingOther(terms.ImportField[field]);

/** A column that is read. */
export interface ReadColumn {
  field: ImportField;
  header: string;
}

/** The columns that are read, in their order: those of a preview row's cells. */
export const readColumns = ({ headers, mapping }: ImportPreview): ReadColumn[] =>
  mapping.columns.flatMap((field, i) => (field ? [{ field, header: headers[i] ?? '' }] : []));

/** What is wrong with one cell of a preview row; the Rust side names a column by its header, or by its field. */
export const problemsOf = (row: PreviewRow, { field, header }: ReadColumn): RowProblem[] =>
  row.problems.filter(({ column }) => column === (header || terms.ImportField[field]));
