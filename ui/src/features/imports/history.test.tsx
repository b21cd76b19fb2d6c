import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { refuse, renderPage, type Answers } from '../../../test/fake';
import type { ImportDetail, ImportedChange, ImportRow, UndoOutlook } from '../../ipc';
import HistoryPage from './HistoryPage';

const ROW: ImportRow = {
  id: 'i1',
  version: 1,
  at: '2026-11-24T01:00:00Z',
  by: '甲某',
  fileName: '热线.xlsx',
  source: 'hotline',
  rows: 9,
  imported: 5,
  updated: 1,
  unchanged: 2,
  duplicates: 0,
  rejected: 1,
  undoneAt: null,
  undoneBy: null,
};
const CHANGE: ImportedChange = {
  id: 'a1',
  number: 'SQ1',
  title: '路灯不亮',
  fields: [
    { field: 'title', before: '路灯不亮', after: '路灯修好了' },
    { field: 'party_phone', before: null, after: '139****9000' },
  ],
};

const detail = (undo: Partial<UndoOutlook> = {}, row: Partial<ImportRow> = {}): ImportDetail => ({
  row: { ...ROW, ...row },
  undo: { removes: 5, restores: 1, whyNot: null, ...undo },
});

const answers = (more: Answers = {}): Answers => ({
  import_history: () => ({ rows: [ROW], next: null, total: null }),
  import_detail: () => detail(),
  import_changes: () => ({ rows: [CHANGE], next: null, total: null }),
  ...more,
});

const show = (more?: Answers, at = '/appeals/imports?open=i1') =>
  renderPage(<HistoryPage />, { answers: answers(more), at });

test('the history tells who took in what; an open import shows field by field what it changed', async () => {
  const { where } = show(undefined, '/appeals/imports');
  const table = await screen.findByTestId('imports-table');
  await waitFor(() => expect(table.textContent).toContain('热线.xlsx'));
  expect(table.textContent).toContain('甲某');
  expect(table.textContent).toContain('12345热线');
  fireEvent.click(within(table).getByText('热线.xlsx'));
  const changes = await screen.findByTestId('import-changes');
  await waitFor(() => expect(changes.textContent).toContain('路灯修好了'));
  expect(changes.textContent).toContain('联系电话');
  expect(changes.textContent).toContain('（空）');
  expect(where()).toContain('open=i1');
  const link = screen.getByText('看新增的诉求');
  expect(link.getAttribute('href')).toContain('/appeals?import=i1');
});

test('an import is taken back after its effect was read, with the version that was seen', async () => {
  const { rust } = show({
    import_undo: () => detail({ whyNot: '已撤销' }, { undoneAt: '2026-11-24T02:00:00Z', undoneBy: '乙某' }),
  });
  // While it isn't known whether it may be, another button stands there.
  await waitFor(() => expect(screen.getByTestId<HTMLButtonElement>('import-undo').disabled).toBe(false));
  fireEvent.click(screen.getByTestId('import-undo'));
  expect(await screen.findByText('新增的 5 条诉求会删除，已用的编号不再重新使用。')).toBeTruthy();
  expect(screen.getByText('更新过的 1 条恢复到导入前的内容。')).toBeTruthy();
  rust.answer({
    import_detail: () => detail({ whyNot: '已撤销' }, { undoneAt: '2026-11-24T02:00:00Z', undoneBy: '乙某' }),
  });
  fireEvent.click(screen.getByTestId('import-undo-confirm'));
  expect((await screen.findAllByTestId('import-undone'))[0]?.textContent).toContain('已由乙某于');
  expect(rust.calls.find(({ cmd }) => cmd === 'import_undo')?.args).toEqual({ id: 'i1', version: 1 });
});

test('an import on which somebody built can’t be taken back, and the button says why', async () => {
  const why = '已在这次导入的诉求上办理，不能整批撤销：1件已研判或办理（SQ1）。';
  show({ import_detail: () => detail({ whyNot: why }) });
  await screen.findByTestId('import-panel');
  const button = await screen.findByTestId<HTMLButtonElement>('import-undo');
  await waitFor(() => expect(button.disabled).toBe(true));
  fireEvent.mouseEnter(button.parentElement ?? button);
  expect(await screen.findByText(why)).toBeTruthy();
});

test('a refusal that comes late says so and leaves the import as it is', async () => {
  show({ import_undo: () => refuse('refused', { refusal: 'already_built_on', detail: '刚刚被研判了' }) });
  // While it isn't known whether it may be, another button stands there.
  await waitFor(() => expect(screen.getByTestId<HTMLButtonElement>('import-undo').disabled).toBe(false));
  fireEvent.click(screen.getByTestId('import-undo'));
  fireEvent.click(await screen.findByTestId('import-undo-confirm'));
  expect(await screen.findByText(/刚刚被研判了/)).toBeTruthy();
  expect(screen.queryByTestId('import-undone')).toBeNull();
});
