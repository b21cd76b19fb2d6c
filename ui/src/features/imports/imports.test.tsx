import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { refuse, renderPage, type Answers } from '../../../test/fake';
import type { ColumnMapping, ImportField, ImportPreview, ImportReport, RowProblem } from '../../ipc';
import ImportPage from './ImportPage';
import { forget } from './wizard';

beforeEach(forget);

const HEADERS = ['编号', '来电时间', '诉求标题'];
const FOUND: (ImportField | null)[] = ['source_number', 'received_at', 'title'];

function preview(columns: (ImportField | null)[], part: Partial<ImportPreview> = {}): ImportPreview {
  return {
    sheets: ['工单明细'],
    top: [],
    sheet: '工单明细',
    headerRow: 2,
    headers: HEADERS,
    mapping: { columns },
    sample: [['T1', '2026-11-20', '路灯不亮']],
    rows: 3,
    missing: columns.includes('received_at') ? [] : ['received_at'],
    read: [{ row: 3, cells: ['T1', '2026-11-20', '路灯不亮'].filter((_, i) => columns[i]), problems: [] }],
    ...part,
  };
}

const BAD: RowProblem = { row: 5, column: '来电时间', value: '2026-02-30', problem: 'impossible_date' };
const report = (part: Partial<ImportReport> = {}): ImportReport => ({
  importId: null,
  rows: 3,
  imported: 2,
  updated: 0,
  unchanged: 0,
  duplicates: 0,
  rejected: 1,
  seconds: 0.2,
  problems: [BAD],
  warnings: [],
  doubtful: [],
  ...part,
});

interface RunArgs {
  dryRun: boolean;
  source: string;
  mapping: ColumnMapping;
}

/** The Rust side of a file whose columns are found as `found`; `run` answers the trial and the import. */
function answers(
  found = FOUND,
  run: (args: RunArgs) => unknown = ({ dryRun }) => report({ importId: dryRun ? null : 'i1' }),
): Answers {
  return {
    file_stage: ({ offset, base64 }) => ({
      token: 'f1',
      received: Number(offset) + atob(String(base64)).length,
    }),
    import_preview: ({ mapping }) => preview((mapping as ColumnMapping | null)?.columns ?? found),
    import_run: (args) => run(args as unknown as RunArgs),
    import_detail: () => refuse('not_found', { entity: 'import' }),
    duplicate_scan: () => ({ checked: 2, found: 1 }),
    duplicate_queue: () => ({ rows: [], next: null, total: 1 }),
    divisions: () => [
      { id: 'd0', name: '示例市', parentId: null, code: '1', kind: 'county' },
      { id: 'd1', name: '甲示例镇', parentId: 'd0', code: '11', kind: 'town' },
      { id: 'd2', name: '东示例村', parentId: 'd1', code: '111', kind: 'village' },
    ],
  };
}

const show = (all: Answers) => renderPage(<ImportPage />, { answers: all, at: '/appeals/import' });

const pick = async (content = 'abc', name = '热线.xlsx') =>
  fireEvent.change(await screen.findByTestId('import-file'), {
    target: { files: [new File([content], name)] },
  });

/** Presses a button as soon as it can be pressed: one that is busy takes no presses. */
async function press(id: string): Promise<void> {
  await waitFor(() => {
    const button = screen.getByTestId<HTMLButtonElement>(id);
    expect(button.disabled || button.classList.contains('ant-btn-loading')).toBe(false);
  });
  fireEvent.click(screen.getByTestId(id));
}

async function choose(column: number, field: string): Promise<void> {
  const input = within(screen.getByTestId(`import-column-${column}`)).getByRole('combobox');
  fireEvent.mouseDown(input);
  fireEvent.change(input, { target: { value: field } });
  fireEvent.click(await screen.findByText(field, { selector: '.ant-select-item-option-content' }));
}

test('a file is sent, looked at, tried and taken in; then the list is one press away', async () => {
  const { rust, where } = show(answers());
  await pick();
  expect(await screen.findByText('工作表“工单明细”，3 行数据')).toBeTruthy();
  await press('import-next');
  expect(await screen.findByText('工作表“工单明细”，列名在第 2 行，共 3 行数据。')).toBeTruthy();
  await press('import-next');
  expect((await screen.findByTestId('import-imported')).textContent).toContain('2');
  expect(rust.calls.filter(({ cmd }) => cmd === 'import_run').map(({ args }) => args['dryRun'])).toEqual([
    true,
  ]);
  await press('import-run');
  await screen.findByTestId('import-result');
  expect(screen.getByTestId('import-imported').textContent).toBe('2条');
  expect(screen.getByTestId('import-rejected').textContent).toContain('1');
  const runs = rust.calls.filter(({ cmd }) => cmd === 'import_run').map(({ args }) => args);
  expect(runs).toMatchObject([
    { dryRun: true },
    { token: 'f1', source: 'hotline', mapping: { columns: FOUND }, dryRun: false },
  ]);
  await press('import-to-list');
  await waitFor(() => expect(where()).toBe('/appeals?import=i1'));
});

test('a large file arrives whole and in order', async () => {
  const { rust } = show(answers());
  const content = 'x'.repeat(2_000_000);
  await pick(content);
  await screen.findByText(/3 行数据/);
  const parts = rust.calls.filter(({ cmd }) => cmd === 'file_stage').map(({ args }) => args);
  expect(parts.length).toBeGreaterThan(1);
  expect(parts.map(({ base64 }) => atob(String(base64))).join('')).toBe(content);
  expect(parts.map(({ token }) => token)).toEqual([null, ...parts.slice(1).map(() => 'f1')]);
});

test('without a needed column there is no way on, and a sentence says which; choosing it opens the way', async () => {
  const { rust } = show(answers(['source_number', null, 'title']));
  await pick();
  await press('import-next');
  expect((await screen.findByTestId('import-missing')).textContent).toBe(
    '还没有哪一列是“受理日期”，请为它选一列。',
  );
  expect(screen.getByTestId<HTMLButtonElement>('import-next').disabled).toBe(true);
  await choose(1, '受理日期（必需）');
  await waitFor(() => expect(screen.queryByTestId('import-missing')).toBeNull());
  await press('import-next');
  await screen.findByTestId('import-run');
  expect(rust.calls.findLast(({ cmd }) => cmd === 'import_run')?.args['mapping']).toEqual({ columns: FOUND });
});

test('a field has one column: the one that had it gives it up', async () => {
  show(answers());
  await pick();
  await press('import-next');
  await screen.findByTestId('import-column-0');
  await choose(0, '标题（标题、内容至少一项），现在是C列');
  await waitFor(() => expect(screen.getByTestId('import-column-2').textContent).toContain('不导入'));
  expect(screen.getByTestId('import-column-0').textContent).toContain('标题');
});

test('going back keeps the file and the columns', async () => {
  show(answers());
  await pick();
  await press('import-next');
  await screen.findByTestId('import-column-0');
  await choose(0, '涉及人数');
  fireEvent.click(screen.getByText('上一步'));
  expect(await screen.findByText('热线.xlsx')).toBeTruthy();
  await press('import-next');
  await waitFor(() => expect(screen.getByTestId('import-column-0').textContent).toContain('涉及人数'));
});

test('rows that can’t be taken in are told by row and column, and can be saved as a workbook', async () => {
  const { rust } = show({
    ...answers(),
    import_save_rejected: () => ({ path: '/out/未导入的行.xlsx', name: '未导入的行.xlsx', rows: 1 }),
  });
  await pick();
  await press('import-next');
  await press('import-next');
  const problems = await screen.findByTestId('import-problems');
  const cells = within(problems).getAllByRole('cell');
  expect(cells.map(({ textContent }) => textContent)).toEqual(['5', '来电时间', '2026-02-30', '日期不存在']);
  await press('import-save-rejected');
  expect((await screen.findByTestId('exported-path')).textContent).toBe('/out/未导入的行.xlsx');
  expect(rust.calls.find(({ cmd }) => cmd === 'import_save_rejected')?.args).toEqual({
    token: 'f1',
    source: 'hotline',
    mapping: { columns: FOUND },
  });
});

test('a doubt about a first row stands at its cell', async () => {
  const row = { row: 3, cells: ['T1', '11月', '路灯不亮'] };
  show({
    ...answers(),
    import_preview: () =>
      preview(FOUND, {
        read: [
          {
            ...row,
            problems: [{ row: 3, column: '来电时间', value: '11月', problem: 'not_a_date' as const }],
          },
        ],
      }),
  });
  await pick();
  await press('import-next');
  await press('import-next');
  const rows = await screen.findByTestId('import-first-rows');
  expect(within(rows).getByText('11月').closest('td')?.textContent).toBe('11月▲ 不是日期');
});

test('a stopped import says that nothing was written, and can be done again', async () => {
  let stops = true;
  const { rust } = show(answers(FOUND, ({ dryRun }) => (dryRun || !stops ? report() : refuse('cancelled'))));
  await pick();
  await press('import-next');
  await press('import-next');
  await press('import-run');
  expect((await screen.findByTestId('import-cancelled')).textContent).toContain('一条也没有写入');
  expect(screen.queryByTestId('error-note')).toBeNull();
  stops = false;
  await press('import-run');
  await screen.findByTestId('import-result');
  expect(rust.calls.filter(({ cmd, args }) => cmd === 'import_run' && !args['dryRun'])).toHaveLength(2);
});

test('an import under way can be stopped from its page', async () => {
  let stop: (() => void) | undefined;
  const stopped = new Promise((_, reject) => {
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- as the Rust side rejects
    stop = () => reject({ code: 'cancelled' });
  });
  const { rust } = show({
    ...answers(FOUND, ({ dryRun }) => (dryRun ? report() : stopped)),
    task_cancel: () => {
      stop?.();
      return null;
    },
  });
  await pick();
  await press('import-next');
  await press('import-next');
  await press('import-run');
  await press('import-stop');
  expect((await screen.findByTestId('import-cancelled')).textContent).toContain('一条也没有写入');
  const run = rust.calls.findLast(({ cmd }) => cmd === 'import_run');
  expect(rust.calls.find(({ cmd }) => cmd === 'task_cancel')?.args['task']).toBe(run?.args['task']);
});

test('a file that can’t be read says why, and another may be picked', async () => {
  const { rust } = show({
    ...answers(),
    import_preview: () => refuse('file_unreadable', { reason: 'encrypted', detail: '' }),
  });
  await pick();
  const note = await screen.findByTestId('error-note');
  expect(note.textContent).toContain('文件有密码');
  expect(note.textContent).toContain('一行也没有导入');
  expect(screen.getByTestId<HTMLButtonElement>('import-next').disabled).toBe(true);
  rust.answer({ ...answers(), file_stage: () => ({ token: 'f2', received: 3 }) });
  await pick('abc', '另存.xlsx');
  expect(await screen.findByText('另存.xlsx')).toBeTruthy();
  await waitFor(() => expect(screen.queryByTestId('error-note')).toBeNull());
  await press('import-next');
});

test('a file in which nothing is new need not be taken in', async () => {
  show(answers(FOUND, () => report({ imported: 0, unchanged: 3, rejected: 0, problems: [] })));
  await pick();
  await press('import-next');
  await press('import-next');
  expect((await screen.findByTestId('import-idle')).textContent).toContain('没有新的或有变化的诉求');
  expect(screen.getByTestId<HTMLButtonElement>('import-run').disabled).toBe(true);
});

test('a trial that nobody waits for any more is stopped', async () => {
  const { rust } = show({ ...answers(FOUND, () => new Promise(() => undefined)), task_cancel: () => null });
  await pick();
  await press('import-next');
  await press('import-next');
  await screen.findByTestId('import-working');
  fireEvent.click(screen.getByText('上一步'));
  await screen.findByTestId('import-column-0');
  const trial = rust.calls.find(({ cmd }) => cmd === 'import_run')?.args['task'];
  await waitFor(() => expect(rust.calls.find(({ cmd }) => cmd === 'task_cancel')?.args['task']).toBe(trial));
});

test('who leaves while it runs finds the result on coming back', async () => {
  let finish: ((done: ImportReport) => void) | undefined;
  const done = new Promise<ImportReport>((resolve) => (finish = resolve));
  const all = answers(FOUND, ({ dryRun }) => (dryRun ? report() : done));
  const first = show(all);
  await pick();
  await press('import-next');
  await press('import-next');
  await press('import-run');
  await screen.findByTestId('import-working');
  first.unmount();
  finish?.(report({ importId: 'i1', imported: 2 }));
  show(all);
  await screen.findByTestId('import-result');
  expect(screen.getByTestId('import-imported').textContent).toBe('2条');
});

test('who may not import is told so and can’t pick a file', async () => {
  renderPage(<ImportPage />, { answers: answers(), session: { mayUse: [] } });
  expect((await screen.findByTestId('import-not-allowed')).textContent).toContain('不能导入诉求');
  expect(screen.getByTestId<HTMLInputElement>('import-file').disabled).toBe(true);
  expect(screen.getByTestId<HTMLButtonElement>('import-next').disabled).toBe(true);
});

test('what a place means is chosen once for all its rows and goes along with the import', async () => {
  const place = {
    town: '甲示例镇',
    village: '老街那边',
    rows: 2,
    takenFor: 'd1',
    decided: false,
    divisionId: null,
    candidates: ['d1', 'd2'],
  };
  const { rust } = show(
    answers(FOUND, ({ dryRun }) => report({ importId: dryRun ? null : 'i1', doubtful: [place] })),
  );
  await pick();
  await press('import-next');
  await press('import-next');
  const places = await screen.findByTestId('import-places');
  expect(places.textContent).toContain('甲示例镇 / 老街那边');
  await waitFor(() => expect(places.textContent).toContain('没有选：按“甲示例镇”'));
  fireEvent.mouseDown(within(screen.getByTestId('import-place-choice')).getByRole('combobox'));
  fireEvent.click(
    await screen.findByText('甲示例镇 东示例村', { selector: '.ant-select-item-option-content' }),
  );
  await waitFor(() => expect(places.textContent).toContain('都已选好'));
  await press('import-run');
  await screen.findByTestId('import-result');
  const runs = rust.calls.filter(({ cmd }) => cmd === 'import_run').map(({ args }) => args['places']);
  expect(runs).toEqual([[], [{ town: '甲示例镇', village: '老街那边', divisionId: 'd2' }]]);
});

test('after an import its duplicates are looked for, and what is found leads to the queue', async () => {
  const { rust } = show(answers());
  await pick();
  await press('import-next');
  await press('import-next');
  await press('import-run');
  await waitFor(() => expect(screen.getByTestId('import-scan').textContent).toContain('发现 1 对疑似重复'));
  expect(rust.calls.find(({ cmd }) => cmd === 'duplicate_scan')?.args['importId']).toBe('i1');
  expect(screen.getByText('去认定').getAttribute('href')).toContain('/appeals/duplicates?import=i1');
});

test('a person chooses the sheet and points at the headers; the columns are proposed anew and taken in so', async () => {
  const other = { sheets: ['说明', '十一月'], top: [{ row: 4, cells: ['流水', '哪天', '什么事'] }] };
  const { rust } = show({
    ...answers(),
    import_preview: ({ mapping }) => {
      const { columns = [], ...at } = (mapping ?? {}) as Partial<ColumnMapping>;
      if (at.headerRow === 9)
        return refuse('file_unreadable', { reason: 'no_header', detail: '第 9 行是空的' });
      const [sheet, headerRow] = [at.sheet ?? '说明', at.headerRow ?? 1];
      const headers = headerRow === 4 ? ['流水', '哪天', '什么事'] : HEADERS;
      const found = columns.length > 0 ? columns : FOUND;
      return preview(found, {
        ...other,
        ...{ sheet, headerRow, headers },
        mapping: { columns: found, ...at },
      });
    },
  });
  await pick();
  await press('import-next');
  fireEvent.mouseDown(within(await screen.findByTestId('import-sheet')).getByRole('combobox'));
  fireEvent.click(await screen.findByText('十一月', { selector: '.ant-select-item-option-content' }));
  await screen.findByText(/工作表“十一月”，列名在第 1 行/);
  fireEvent.change(screen.getByLabelText('表头所在的行'), { target: { value: '9' } });
  await screen.findByText(/第 9 行是空的/);
  fireEvent.change(screen.getByLabelText('表头所在的行'), { target: { value: '1' } });
  fireEvent.click(await screen.findByTestId('import-point'));
  fireEvent.click(within(screen.getByTestId('import-top')).getByRole('radio'));
  await screen.findByText(/工作表“十一月”，列名在第 4 行/);
  await choose(0, '涉及人数');
  await press('import-next');
  await screen.findByTestId('import-run');
  expect(rust.calls.findLast(({ cmd }) => cmd === 'import_run')?.args['mapping']).toEqual({
    columns: ['people_concerned', 'received_at', 'title'],
    sheet: '十一月',
    headerRow: 4,
  });
});

test('what a doubtful place may be stands with the doubt', async () => {
  const doubt = { row: 5, column: '所属镇街', value: '示例', problem: 'unknown_division' as const };
  const candidates = ['甲示例镇', '乙示例镇'];
  show(answers(FOUND, () => report({ rejected: 1, problems: [{ ...doubt, candidates }] })));
  await pick();
  await press('import-next');
  await press('import-next');
  expect((await screen.findByTestId('import-problems')).textContent).toContain('可能是：甲示例镇、乙示例镇');
});
