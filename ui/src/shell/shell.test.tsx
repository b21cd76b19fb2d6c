import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { appealRow, fakeRust, refuse, SESSION, type Answers, type Fake } from '../../test/fake';
import type { Reminders } from '../ipc';
import { ThemeProvider } from '../theme';
import { ErrorBoundary } from './ErrorBoundary';
import { Program } from './Program';

const BENCH = {
  today: '2026-11-24',
  unjudged: 12,
  dueToday: 1,
  overdue: 2,
  newSinceYesterday: 3,
  consultationsThisWeek: [],
  casesOverdue: 0,
  openCases: 4,
  actionsOverdue: 0,
  byLevel: [],
  months: [],
  towns: [],
  dueAppeals: [],
};

const TOLD: Reminders = {
  today: '2026-11-24',
  workingDay: true,
  until: '2026-11-24',
  overdueCount: 2,
  dueCount: 1,
  soonCount: 0,
  overdue: [],
  due: [],
  soon: [],
  toDecide: [],
  asked: [],
};

function program(answers: Answers = {}): Fake {
  const rust = fakeRust({
    session: () => SESSION,
    workbench: () => BENCH,
    reminders: () => TOLD,
    appeal_list: () => ({ rows: [], next: null, total: 0 }),
    permission_table: () => [],
    client_log: () => null,
    ...answers,
  });
  render(<Program />);
  return rust;
}
const ctrl = (key: string) => fireEvent.keyDown(document.body, { key, ctrlKey: true });

beforeEach(() => (window.location.hash = '#/'));
afterEach(() => vi.restoreAllMocks());

test('a database that can’t be opened is said instead of the frame; another try that works opens it', async () => {
  const rust = program({
    session: () => refuse('database_locked'),
    database_reopen: () => refuse('database_locked'),
  });
  const page = await screen.findByTestId('startup-failure');
  expect(page.dataset['code']).toBe('database_locked');
  expect(page.textContent).toMatch(/正被另一个程序占用.*没有丢失.*请关闭/);
  expect(screen.queryByTestId('nav-settings')).toBeNull();
  fireEvent.click(screen.getByTestId('startup-retry'));
  await waitFor(() => expect(rust.calls.filter(({ cmd }) => cmd === 'database_reopen')).toHaveLength(1));
  rust.answer({ database_reopen: () => SESSION });
  fireEvent.click(await screen.findByTestId('startup-retry'));
  expect(await screen.findByTestId('nav-settings')).toBeTruthy();
});

test('the frame says where one is, on which database and as whom', async () => {
  program({ session: () => ({ ...SESSION, engine: 'postgres', databaseName: '社工部' }) });
  expect((await screen.findByTestId('database-name')).textContent).toBe('共享：社工部');
  expect(screen.getByText('测试员（经办）')).toBeTruthy();
  expect(screen.getByTestId('nav-workbench').getAttribute('aria-current')).toBe('page');
  expect(await screen.findByRole('link', { name: '■ 超期 2 件' })).toBeTruthy();
});

test('what isn’t open to a role isn’t in its navigation', async () => {
  program({ session: () => ({ ...SESSION, mayUse: [] }) });
  await screen.findByTestId('nav-workbench');
  for (const id of ['nav-appeals', 'nav-consultations', 'nav-cases', 'nav-reports']) {
    expect(screen.queryByTestId(id)).toBeNull();
  }
});

test('Ctrl+K finds a page by name; Enter leads there', async () => {
  program();
  await screen.findByTestId('page-workbench');
  ctrl('k');
  await userEvent.type(await screen.findByTestId('palette-input'), '设置{Enter}');
  expect(await screen.findByTestId('page-settings')).toBeTruthy();
  expect(screen.queryByTestId('palette')).toBeNull();
});

test('the palette finds appeals, and Enter of the input method chooses nothing', async () => {
  const rust = program({ appeal_list: () => ({ rows: [appealRow()], next: null, total: 1 }) });
  await screen.findByTestId('page-workbench');
  ctrl('k');
  const input = await screen.findByTestId('palette-input');
  await userEvent.type(input, '路灯');
  const palette = screen.getByTestId('palette');
  expect(await within(palette).findByRole('option', { name: /路灯不亮/ })).toBeTruthy();
  fireEvent.keyDown(input, { key: 'Enter', isComposing: true });
  expect(screen.queryByTestId('palette')).toBeTruthy();
  expect(
    rust.calls.some(({ cmd, args }) => cmd === 'appeal_list' && JSON.stringify(args).includes('路灯')),
  ).toBe(true);
  fireEvent.keyDown(input, { key: 'Escape' });
  await waitFor(() => expect(screen.queryByTestId('palette')).toBeNull());
});

test('F1 lists the shortcuts', async () => {
  program();
  await screen.findByTestId('page-workbench');
  fireEvent.keyDown(document.body, { key: 'F1' });
  expect((await screen.findByRole('dialog')).textContent).toMatch(/Ctrl\+K查找诉求、页面和命令/);
});

test('Alt and a digit lead to a page, and “F5” reads anew without reloading', async () => {
  const rust = program();
  await screen.findByTestId('page-workbench');
  const before = rust.calls.filter(({ cmd }) => cmd === 'workbench').length;
  const kept = fireEvent.keyDown(document.body, { key: 'F5' });
  expect(kept).toBe(false);
  await waitFor(() =>
    expect(rust.calls.filter(({ cmd }) => cmd === 'workbench').length).toBeGreaterThan(before),
  );
  fireEvent.keyDown(document.body, { key: '6', altKey: true });
  expect(await screen.findByTestId('page-settings')).toBeTruthy();
});

test('a defect of a page is told, logged, and can be tried again', () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const rust = fakeRust({ client_log: () => null });
  let broken = true;
  function Page() {
    if (broken) throw new Error('某处出错');
    return <span>好了</span>;
  }
  render(
    <ThemeProvider>
      <ErrorBoundary>
        <Page />
      </ErrorBoundary>
    </ThemeProvider>,
  );
  expect(document.body.textContent).toMatch(/这个页面出错了.*数据没有丢失.*某处出错/);
  expect(rust.calls[0]?.args['level']).toBe('error');
  broken = false;
  fireEvent.click(screen.getByRole('button', { name: '重试' }));
  expect(screen.getByText('好了')).toBeTruthy();
});
