import { asHtml, asTsv, type Column } from './columns';

/** Puts rows on the clipboard as a table. Excel takes the one in which text stays text, whatever it begins with. */
export async function copyTable<R>(columns: readonly Column<R>[], rows: readonly R[]): Promise<void> {
  const plain = asTsv(columns, rows);
  if (typeof ClipboardItem === 'undefined') {
    await navigator.clipboard.writeText(plain);
    return;
  }
  const blob = (text: string, type: string) => new Blob([text], { type });
  const item = new ClipboardItem({
    'text/plain': blob(plain, 'text/plain'),
    'text/html': blob(asHtml(columns, rows), 'text/html'),
  });
  await navigator.clipboard.write([item]);
}
