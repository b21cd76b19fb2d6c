import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { appealRow, refuse, renderPage, type Answers } from '../../../test/fake';
import type { BulkReport, ListOf } from '../../ipc';
import AppealsPage from './AppealsPage';

const report = (part: Partial<BulkReport> = {}): BulkReport => ({
  batch: 'b1',
  done: 2,
  unchanged: 0,
  skipped: 0,
  told: [],
  ...part,
});
const answers: Answers = {
  appeal_list: () => ({
    rows: [appealRow(), appealRow({ id: 'a2', version: 7, title: '噪声' })],
    total: 5,
    moreThanTotal: false,
    next: 'more',
  }),
  view_list: () => ({ views: [], opensWith: null }),
  appeal_bulk_change: () => report(),
  appeal_bulk_undo: () => report({ batch: null }),
  list_export: () => ({ path: '/导出/诉求清单.xlsx', name: '诉求清单.xlsx', rows: 5 }),
};
const asked = (rust: ReturnType<typeof renderPage>['rust'], cmd: string) =>
  rust.calls.filter((call) => call.cmd === cmd).map(({ args }) => args);

async function chooseBoth() {
  await screen.findByText('噪声');
  // Roles are slow to reckon in a page this large.
  fireEvent.click(screen.getByLabelText('选择已显示的各行'));
  await screen.findByTestId('bulk-level');
}

test('chosen appeals are judged together and that is taken back together', async () => {
  const { rust } = renderPage(<AppealsPage />, { answers, at: '/appeals' });
  await chooseBoth();
  fireEvent.click(screen.getByTestId('bulk-level'));
  await screen.findByTestId('bulk-run');
  fireEvent.click(screen.getByText('大事', { selector: '.ant-segmented-item-label' }));
  fireEvent.click(screen.getByTestId('bulk-run'));
  fireEvent.click(await screen.findByText(/^撤\s?销$/));
  await waitFor(() => expect(asked(rust, 'appeal_bulk_undo')[0]).toMatchObject({ batch: 'b1' }));
  expect(asked(rust, 'appeal_bulk_change')[0]).toMatchObject({
    target: {
      kind: 'rows',
      rows: [
        { id: 'a1', version: 1 },
        { id: 'a2', version: 7 },
      ],
    },
    change: { kind: 'level', level: 'big' },
    reason: null,
  });
});

test('all that the list has are meant by its query and its size', async () => {
  const { rust } = renderPage(<AppealsPage />, { answers, at: '/appeals?unjudged=true' });
  await chooseBoth();
  fireEvent.click(screen.getByTestId('select-all'));
  fireEvent.click(screen.getByTestId('bulk-level'));
  fireEvent.click(await screen.findByTestId('bulk-run'));
  await waitFor(() => expect(asked(rust, 'appeal_bulk_change')).toHaveLength(1));
  expect(asked(rust, 'appeal_bulk_change')[0]?.['target']).toMatchObject({
    kind: 'all',
    count: 5,
    query: { unjudged: true },
  });
});

test('those that were left alone are listed with their reasons', async () => {
  const told = [
    {
      id: 'a2',
      number: 'SQ-2',
      title: '噪声',
      why: { code: 'refused' as const, params: { refusal: 'not_drawn', detail: '已经办结。' } },
    },
  ];
  renderPage(<AppealsPage />, {
    at: '/appeals',
    answers: { ...answers, appeal_bulk_change: () => report({ done: 1, skipped: 1, told }) },
  });
  await chooseBoth();
  fireEvent.click(screen.getByTestId('bulk-level'));
  fireEvent.click(await screen.findByTestId('bulk-run'));
  const list = await screen.findByTestId('bulk-skipped');
  expect(list.textContent).toContain('已改动 1 件，本来就是的 0 件，没有改动 1 件。');
  expect(within(list).getByText('已经办结。')).toBeTruthy();
});

test('a list that has changed meanwhile is said, and nothing else', async () => {
  renderPage(<AppealsPage />, {
    at: '/appeals',
    answers: {
      ...answers,
      appeal_bulk_change: () => refuse('refused', { refusal: 'list_changed', detail: '已从5件变为6件。' }),
    },
  });
  await chooseBoth();
  fireEvent.click(screen.getByTestId('bulk-level'));
  fireEvent.click(await screen.findByTestId('bulk-run'));
  expect(await screen.findByText('已从5件变为6件。')).toBeTruthy();
});

test('who may only look can take out what is shown and change nothing', async () => {
  const { rust } = renderPage(<AppealsPage />, {
    answers,
    at: '/appeals?light=red',
    session: { mayUse: ['view_appeals', 'export_lists'] },
  });
  await chooseBoth();
  expect(screen.getByTestId<HTMLButtonElement>('bulk-level').disabled).toBe(true);
  fireEvent.keyDown(document.body, { key: 'e', ctrlKey: true });
  expect((await screen.findByTestId('exported-path')).textContent).toBe('/导出/诉求清单.xlsx');
  const [args] = asked(rust, 'list_export');
  expect(args).toMatchObject({ title: '诉求清单', filters: '筛选：灯色：超期' });
  const list = args?.['list'] as Extract<ListOf, { list: 'appeals' }>;
  expect(list.query.light).toBe('red');
  expect(list.columns.slice(0, 3)).toEqual(['title', 'level', 'state']);
  expect(list.columns).not.toContain('village');
});
