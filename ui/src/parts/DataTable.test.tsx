import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { appealRow, renderPage } from '../../test/fake';
import { commands, type AppealQuery, type AppealRow } from '../ipc';
import type { Column } from './columns';
import { DataTable } from './DataTable';
import { useRows } from './useRows';

const COLUMNS: Column<AppealRow>[] = [
  { key: 'title', title: '标题', width: 200, render: (r) => r.title, text: (r) => r.title, fixed: true },
  {
    key: 'people',
    title: '涉及人数',
    width: 100,
    render: (r) => r.peopleConcerned,
    text: (r) => String(r.peopleConcerned),
    sum: (r) => r.peopleConcerned,
  },
  { key: 'town', title: '镇街', width: 100, render: (r) => r.town, text: (r) => r.town ?? '', hidden: true },
];

interface Props {
  openId?: string;
  onOpen?: (row: AppealRow) => void;
}
function List(props: Props) {
  const rows = useRows(['appeal', 'list', 'test'], (after) => commands.appealList({ after }));
  return (
    <DataTable
      name="test"
      {...rows}
      {...props}
      columns={COLUMNS}
      rowKey={(row) => row.id}
      empty="什么也没有"
      data-testid="list"
    />
  );
}

/** Two pages: a1, a2 and a3. */
const answers = {
  appeal_list: ({ query }: Record<string, unknown>) =>
    (query as { after: string | null }).after === null
      ? {
          rows: [appealRow(), appealRow({ id: 'a2', title: '噪声', peopleConcerned: 9 })],
          next: 'second',
          total: 3,
        }
      : { rows: [appealRow({ id: 'a3', title: '油烟' })], next: null, total: null },
};

const key = (name: string) => fireEvent.keyDown(document.body, { key: name });

test('arrow keys move, Enter opens', async () => {
  const onOpen = vi.fn<(row: AppealRow) => void>();
  renderPage(<List onOpen={onOpen} />, { answers });
  await screen.findByText('路灯不亮');
  key('ArrowDown');
  key('ArrowDown');
  key('ArrowDown');
  key('Enter');
  expect(onOpen.mock.calls.map(([row]) => row.id)).toEqual(['a2']);
});

test('beside an open panel the arrow keys open the next one', async () => {
  const onOpen = vi.fn<(row: AppealRow) => void>();
  renderPage(<List openId="a1" onOpen={onOpen} />, { answers });
  await screen.findByText('路灯不亮');
  key('ArrowDown');
  expect(onOpen.mock.calls.map(([row]) => row.id)).toEqual(['a2']);
});

test('scrolling near the end reads the next page, once', async () => {
  const { rust } = renderPage(<List />, { answers });
  await screen.findByText('路灯不亮');
  const box = screen.getByTestId('list').firstElementChild as HTMLElement;
  fireEvent.scroll(box);
  fireEvent.scroll(box);
  expect(await screen.findByText('油烟')).toBeTruthy();
  expect(await screen.findByText('共 3 条，已全部显示')).toBeTruthy();
  fireEvent.scroll(box);
  expect(rust.calls.map(({ args }) => (args['query'] as AppealQuery).after)).toEqual([null, 'second']);
});

test('selected rows are added up and copied as a table', async () => {
  const writeText = vi.fn<(text: string) => Promise<void>>(() => Promise.resolve());
  Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
  renderPage(<List />, { answers });
  await screen.findByText('路灯不亮');
  for (const box of screen.getAllByRole('checkbox').slice(1, 3)) fireEvent.click(box);
  const bar = await screen.findByRole('toolbar');
  expect(bar.textContent).toContain('已选 2 行涉及人数合计 10');
  fireEvent.click(within(bar).getByRole('button', { name: '复制为表格' }));
  await waitFor(() => expect(writeText).toHaveBeenCalledWith('标题\t涉及人数\n路灯不亮\t1\n噪声\t9'));
});

test('chosen columns are remembered', async () => {
  const first = renderPage(<List />, { answers });
  await screen.findByText('路灯不亮');
  expect(screen.queryByRole('columnheader', { name: /镇街/ })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: '显示的列' }));
  fireEvent.click(await screen.findByRole('checkbox', { name: '镇街' }));
  fireEvent.click(screen.getByRole('checkbox', { name: '涉及人数' }));
  expect(screen.getByRole<HTMLInputElement>('checkbox', { name: '标题' }).disabled).toBe(true);
  first.unmount();
  renderPage(<List />, { answers });
  expect(await screen.findByRole('columnheader', { name: /镇街/ })).toBeTruthy();
  expect(screen.queryByRole('columnheader', { name: /涉及人数/ })).toBeNull();
});

test('an empty list shows what it was given, a failed one what to do', async () => {
  renderPage(<List />, { answers: { appeal_list: () => ({ rows: [], next: null, total: 0 }) } });
  expect(await screen.findByText('什么也没有')).toBeTruthy();
  renderPage(<List />, {});
  expect(await screen.findByTestId('error-note')).toBeTruthy();
  expect(screen.getByRole('button', { name: '重试' })).toBeTruthy();
});
