import { fireEvent, screen, within } from '@testing-library/react';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { appealRow, renderPage } from '../../test/fake';
import type { AppealRow } from '../ipc';
import { asHtml, type Column } from './columns';
import { DataTable, type Chosen } from './DataTable';

const MANY = Array.from({ length: 5000 }, (_, n) => appealRow({ id: `a${n}`, title: `第${n}件` }));
const COLUMNS: Column<AppealRow>[] = [
  { key: 'title', title: '标题', width: 200, render: (r) => r.title, text: (r) => r.title },
  {
    key: 'received',
    title: '受理时间',
    width: 200,
    render: (r) => r.receivedAt,
    text: (r) => r.receivedAt,
    sort: { ascend: 'received_asc', descend: 'received_desc' },
  },
  {
    key: 'people',
    title: '人数',
    width: 80,
    render: (r) => r.peopleConcerned,
    text: (r) => String(r.peopleConcerned),
    sum: (r) => r.peopleConcerned,
  },
];
const rowKey = (row: AppealRow) => row.id;

interface Props {
  rows?: readonly AppealRow[];
  columns?: readonly Column<AppealRow>[];
  total?: number;
  of?: string;
  onMore?: () => void;
  onSort?: (sort: string | undefined) => void;
  bulk?: (chosen: Chosen<AppealRow>) => string;
}
function List({ rows = MANY, total = rows.length, onSort, ...rest }: Props) {
  const [sort, setSort] = useState<string | undefined>('received_desc');
  return (
    <DataTable
      name="many"
      columns={COLUMNS}
      rows={rows}
      rowKey={rowKey}
      total={total}
      moreThanTotal={false}
      loading={false}
      loadingMore={false}
      error={null}
      hasMore={total > rows.length}
      onMore={() => undefined}
      onRetry={() => undefined}
      empty="什么也没有"
      selectAll
      sort={sort}
      onSort={(next) => {
        setSort(next);
        onSort?.(next);
      }}
      data-testid="many"
      {...rest}
    />
  );
}
const box = () => screen.getByTestId('many').firstElementChild as HTMLElement;
const drawn = () => [...box().querySelectorAll('tr[data-row-key]')];

test('of thousands of rows only those in sight are drawn, and scrolling draws others', async () => {
  renderPage(<List />);
  await screen.findByText('第0件');
  expect(drawn().length).toBeLessThan(60);
  Object.defineProperty(box(), 'scrollTop', { value: 44 * 3000, writable: true });
  fireEvent.scroll(box());
  expect(await screen.findByText('第3000件')).toBeTruthy();
  expect(screen.queryByText('第0件')).toBeNull();
  expect(drawn().length).toBeLessThan(60);
  // The scroll bar is as long as if all were drawn.
  const spaces = [...box().querySelectorAll<HTMLElement>('tr[aria-hidden] > td')];
  const undrawn = spaces.reduce((sum, { style }) => sum + parseFloat(style.height), 0);
  expect(undrawn).toBe((5000 - drawn().length) * 44);
});

test('a header asks for another order and says which it is', async () => {
  const onSort = vi.fn<(sort: string | undefined) => void>();
  renderPage(<List onSort={onSort} />);
  const header = await screen.findByRole('columnheader', { name: /受理时间/ });
  expect(header.getAttribute('aria-sort')).toBe('descending');
  fireEvent.click(header);
  fireEvent.click(header);
  expect(onSort.mock.calls).toEqual([[undefined], ['received_asc']]);
  expect(header.getAttribute('aria-sort')).toBe('ascending');
  expect(screen.getByRole('columnheader', { name: /标题/ }).getAttribute('aria-sort')).toBeNull();
  fireEvent.click(within(header).getByTitle('拖动调整列宽'));
  expect(onSort).toHaveBeenCalledTimes(2);
});

test('all of a list are chosen though they were not read', async () => {
  const bulk = ({ rows, all, count }: Chosen<AppealRow>) => `${rows.length} ${String(all)} ${count}`;
  renderPage(<List rows={MANY.slice(0, 100)} total={321} bulk={bulk} />);
  fireEvent.click(await screen.findByRole('checkbox', { name: '选择已显示的各行' }));
  const bar = await screen.findByRole('toolbar');
  expect(bar.textContent).toContain('100 false 100');
  fireEvent.click(screen.getByTestId('select-all'));
  expect(bar.textContent).toContain('已选符合条件的全部 321 件');
  expect(bar.textContent).toContain('100 true 321');
  expect(within(bar).queryByText('复制为表格')).toBeNull();
  // One that is unticked leaves those that were read.
  fireEvent.click(screen.getAllByRole('checkbox', { name: '选择这一行' })[0] as HTMLElement);
  expect(bar.textContent).toContain('99 false 99');
});

test('with Shift all rows between two ticks are chosen', async () => {
  renderPage(<List rows={MANY.slice(0, 20)} bulk={({ count }) => `选了${count}`} />);
  const boxes = await screen.findAllByRole('checkbox', { name: '选择这一行' });
  fireEvent.click(boxes[2] as HTMLElement);
  fireEvent.click(boxes[7] as HTMLElement, { shiftKey: true });
  expect((await screen.findByRole('toolbar')).textContent).toContain('选了6');
});

test('Excel takes copied text as text', () => {
  const html = asHtml(COLUMNS, [appealRow({ title: '=1+1 <b>&"', peopleConcerned: 3 })]);
  expect(html).toContain(`<td style="mso-number-format:'\\@'">=1+1 &lt;b&gt;&amp;&quot;</td>`);
  expect(html).toContain('<td>3</td>');
});

test('a step of scrolling draws the rows that come into sight, not the others again', async () => {
  const render = vi.fn((row: AppealRow) => row.title);
  const columns: Column<AppealRow>[] = [{ key: 'title', title: '标题', width: 200, render, text: render }];
  renderPage(<List columns={columns} />);
  await screen.findByText('第0件');
  Object.defineProperty(box(), 'scrollTop', { value: 44 * 20, writable: true });
  const before = new Set(drawn().map((row) => row.getAttribute('data-row-key')));
  render.mockClear();
  fireEvent.scroll(box());
  const now = drawn().map((row) => row.getAttribute('data-row-key'));
  const others = now.filter((id) => !before.has(id));
  expect(others.length).toBeGreaterThan(0);
  expect(others.length).toBeLessThan(now.length);
  expect(render.mock.calls.map(([row]) => row.id)).toEqual(others);
});

test('who waits at the end gets the next page without scrolling again', async () => {
  const onMore = vi.fn<() => void>();
  const height = vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
  // There is a scroll bar, and little is left below.
  const whole = vi.spyOn(HTMLElement.prototype, 'scrollHeight', 'get').mockReturnValue(1200);
  renderPage(<List rows={MANY.slice(0, 100)} total={321} onMore={onMore} />);
  await screen.findByText('第0件');
  expect(onMore).toHaveBeenCalled();
  height.mockRestore();
  whole.mockRestore();
});
