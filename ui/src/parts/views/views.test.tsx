import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderPage, refuse, type Answers } from '../../../test/fake';
import type { ListView, ListViews } from '../../ipc';
import { addresses, useAddress, useGo } from '../../routing';
import { useColumns } from '../useColumns';
import { differs, read, same } from './state';
import { ViewsMenu } from './ViewsMenu';

const BUILT_IN = [
  { code: 'all', name: '全部诉求', filters: {} },
  { code: 'late', name: '已超期', filters: { light: 'red', sort: 'deadline_asc' } },
];
const COLUMNS = ['title', 'number'].map((key) => ({
  key,
  title: key,
  width: 100,
  render: () => key,
  text: () => key,
}));

function Page() {
  const [held] = useAddress(addresses.appeals);
  const go = useGo();
  const cols = useColumns('views-test', COLUMNS);
  return (
    <>
      <ViewsMenu
        list="appeals"
        builtIn={BUILT_IN}
        held={held}
        columns={cols}
        go={(filters, how) => go(addresses.appeals.at(filters), how)}
      />
      <p data-testid="columns">{cols.shown.map(({ key }) => key).join()}</p>
    </>
  );
}

const view = (part: Partial<ListView> = {}): ListView => ({
  id: 'v1',
  version: 1,
  name: '热线小事',
  shared: false,
  own: true,
  owner: '测试员',
  editable: true,
  content: JSON.stringify({
    filters: { levels: ['small'], channels: ['hotline'] },
    columns: { hidden: ['number'], shown: [] },
  }),
  ...part,
});
const listing = (views: ListView[], opensWith: string | null = null): ListViews => ({ views, opensWith });
const answers = (...views: ListView[]): Answers => ({ view_list: () => listing(views) });
const at = (where: () => string) => new URLSearchParams(decodeURIComponent(where().split('?')[1] ?? ''));
const menu = async () => fireEvent.click(await screen.findByTestId('views'));

test('a kept view brings its filters and its columns, and says when they were changed', async () => {
  const { where } = renderPage(<Page />, { answers: answers(view()), at: '/appeals' });
  await menu();
  fireEvent.click(await screen.findByText('热线小事'));
  await waitFor(() => expect(at(where).get('view')).toBe('v1'));
  expect(at(where).get('levels')).toBe('["small"]');
  expect(screen.getByTestId('columns').textContent).toBe('title');
  expect(screen.queryByTestId('view-changed')).toBeNull();
});

test('what was changed is kept under its name or another one', async () => {
  const { rust, where } = renderPage(<Page />, {
    at: `/appeals?view=v1&levels=${encodeURIComponent('["big"]')}`,
    answers: {
      ...answers(view()),
      view_edit: ({ input }) => view({ version: 2, ...(input as object) }),
      view_add: ({ input }) => view({ id: 'v2', ...(input as object) }),
    },
  });
  expect((await screen.findByText('已改动')).textContent).toBe('已改动');
  fireEvent.click(screen.getByRole('button', { name: '保存' }));
  await waitFor(() => expect(rust.calls.find(({ cmd }) => cmd === 'view_edit')).toBeTruthy());
  const edit = rust.calls.find(({ cmd }) => cmd === 'view_edit')?.args as unknown as {
    version: number;
    input: ListView;
  };
  expect(edit.version).toBe(1);
  expect(read(edit.input.content).filters).toEqual({ levels: ['big'] });
  fireEvent.click(screen.getByRole('button', { name: '另存为' }));
  const name = await screen.findByTestId('view-name');
  fireEvent.change(name, { target: { value: '大事' } });
  fireEvent.keyDown(name, { key: 'Enter', code: 'Enter', keyCode: 13 });
  await waitFor(() => expect(at(where).get('view')).toBe('v2'));
});

test('Ctrl and a digit lead to a view', async () => {
  const { where } = renderPage(<Page />, { answers: answers(view()), at: '/appeals' });
  await screen.findByText('全部诉求');
  fireEvent.keyDown(document.body, { key: '2', ctrlKey: true });
  await waitFor(() => expect(at(where).get('light')).toBe('red'));
  await waitFor(() => {
    fireEvent.keyDown(document.body, { key: '3', ctrlKey: true });
    expect(at(where).get('view')).toBe('v1');
  });
});

test('a list opens with the view that was chosen, but not over what an address asks for', async () => {
  const opened = { view_list: () => listing([view()], 'late') };
  const first = renderPage(<Page />, { answers: opened, at: '/appeals' });
  await waitFor(() => expect(at(first.where).get('view')).toBe('late'));
  first.unmount();
  const second = renderPage(<Page />, { answers: opened, at: '/appeals?light=green' });
  await screen.findByText('未选视图');
  expect(at(second.where).get('light')).toBe('green');
});

test('what was taken away comes back', async () => {
  const { rust } = renderPage(<Page />, {
    at: `/appeals?view=v1`,
    answers: {
      ...answers(view()),
      view_remove: () => view({ version: 2 }),
      view_restore: () => view({ version: 3 }),
    },
  });
  await screen.findByText('热线小事');
  await menu();
  fireEvent.click(await screen.findByText('删除'));
  fireEvent.click(await screen.findByRole('button', { name: '撤销' }));
  await waitFor(() =>
    expect(rust.calls.find(({ cmd }) => cmd === 'view_restore')?.args).toEqual({ id: 'v1', version: 2 }),
  );
});

test('another’s shared view may be left alone only; a taken name is said', async () => {
  const shared = view({ shared: true, own: false, owner: '某同事', editable: false });
  renderPage(<Page />, {
    at: '/appeals?view=v1&text=x',
    session: { mayUse: ['keep_views'] },
    answers: {
      ...answers(shared),
      view_add: () => refuse('invalid', { field: 'name', problem: 'must_differ' }),
    },
  });
  await screen.findByText('已改动');
  expect(screen.queryByRole('button', { name: '保存' })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: '另存为' }));
  expect((await screen.findByRole<HTMLInputElement>('checkbox')).disabled).toBe(true);
  fireEvent.change(screen.getByTestId('view-name'), { target: { value: '热线小事' } });
  fireEvent.click(screen.getByRole('button', { name: /保\s?存/ }));
  expect(await screen.findByText('“名称”不能与另一项相同。')).toBeTruthy();
  expect(screen.getByTestId('view-name')).toBeTruthy();
});

test('the order of codes makes no difference, another code does', () => {
  expect(same({ a: ['x', 'y'], b: 1 }, { b: 1, a: ['y', 'x'] })).toBe(true);
  expect(same({ a: ['x'] }, { a: ['y'] })).toBe(false);
  const none = { hidden: [], shown: [] };
  expect(differs({ filters: {}, columns: null }, { filters: {}, columns: { ...none, hidden: ['a'] } })).toBe(
    false,
  );
  expect(differs({ filters: {}, columns: none }, { filters: {}, columns: { ...none, hidden: ['a'] } })).toBe(
    true,
  );
  expect(read('{"filters":3')).toEqual({ filters: {}, columns: null });
});
