import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { appealRow, renderPage, type Answers } from '../../../test/fake';
import type { Workbench } from '../../ipc';
import WorkbenchPage from './WorkbenchPage';

const BENCH: Workbench = {
  today: '2026-11-24',
  unjudged: 212,
  dueToday: 4,
  overdue: 0,
  newSinceYesterday: 19,
  consultationsThisWeek: [],
  casesOverdue: 2,
  openCases: 41,
  actionsOverdue: 5,
  byLevel: [
    { level: 'big', count: 40 },
    { level: null, count: 212 },
  ],
  months: [{ month: '2026-02', received: 30, done: 20 }],
  towns: [{ town: '甲镇', divisionId: 'd1', small: 3, big: 1, hard: 0, unjudged: 2, live: 6 }],
  dueAppeals: [appealRow(), appealRow({ id: 'a2', title: '噪声', light: 'red', workingDaysLeft: -1 })],
};
const answers: Answers = { workbench: () => BENCH };
const address = (element: HTMLElement) => decodeURIComponent(element.getAttribute('href') ?? '');

test('each figure leads to what is behind it', async () => {
  renderPage(<WorkbenchPage />, { answers });
  const unjudged = await screen.findByTestId('figure-unjudged');
  expect(unjudged.textContent).toContain('212');
  expect(address(unjudged)).toContain('/appeals?unjudged=true');
  expect(address(screen.getByTestId('figure-overdue'))).toContain('light=red');
  expect(address(screen.getByRole('link', { name: /^大事/ }))).toContain('levels=["big"]');
  expect(address(screen.getByTitle('2026-02：收到 30 件，办结 20 件'))).toMatch(
    /from=2026-02-01.*to=2026-02-28/,
  );
  expect(address(screen.getByRole('link', { name: '6' }))).toContain('division=d1');
});

test('nothing overdue is no alarm', async () => {
  renderPage(<WorkbenchPage />, { answers });
  expect((await screen.findByTestId('figure-overdue')).textContent).toBe('已经超期0');
  expect(screen.getByTestId('figure-due-today').textContent).toContain('▲');
});

test('a clerk sees the most urgent, the head only what is red', async () => {
  const clerk = renderPage(<WorkbenchPage />, { answers });
  expect(await screen.findByText('路灯不亮')).toBeTruthy();
  clerk.unmount();
  renderPage(<WorkbenchPage />, { answers, session: { role: 'head' } });
  expect(await screen.findByText('噪声')).toBeTruthy();
  expect(screen.queryByText('路灯不亮')).toBeNull();
});

test('an empty database offers to import, to register and to load demonstration data', async () => {
  const { rust, where } = renderPage(<WorkbenchPage />, {
    answers: { ...answers, demo_load: () => null },
    session: { appeals: 0 },
  });
  fireEvent.click(await screen.findByTestId('first-demo'));
  expect(await screen.findByText('演示数据已载入')).toBeTruthy();
  expect(rust.calls.find(({ cmd }) => cmd === 'demo_load')?.args['appeals']).toBe(3000);
  fireEvent.click(screen.getByTestId('first-import'));
  await waitFor(() => expect(where()).toBe('/appeals/import'));
});

test('who may not load demonstration data can’t press the button', async () => {
  renderPage(<WorkbenchPage />, { answers, session: { appeals: 0, mayUse: [] } });
  expect((await screen.findByTestId<HTMLButtonElement>('first-demo')).disabled).toBe(true);
});
