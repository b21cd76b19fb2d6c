import { fireEvent, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { refuse, renderPage, type Answers } from '../../../test/fake';
import type { FormPreview, GridCell } from '../../ipc';
import FormsPage from './FormsPage';

const cell = (column: number, text: string, part: GridCell['style']['part'], span = 1): GridCell => ({
  column,
  columns: span,
  rows: 1,
  value: text ? { kind: 'text', value: text } : { kind: 'empty' },
  style: { part, align: 'center' },
});

const SHEET: FormPreview = {
  grid: {
    sheet: '示例表',
    title: '示例市2026年11月示例表',
    author: '',
    unit: '',
    madeOn: '2026-11-24',
    paper: 'a4',
    widths: [5, 20, 5],
    firstHeader: 1,
    body: 2,
    tail: 1,
    rows: [
      { height: 38, cells: [cell(0, '示例市2026年11月示例表', 'title', 3)] },
      {
        height: 30,
        cells: [cell(0, '序号', 'header'), cell(1, '议题', 'header'), cell(2, '灯色', 'header')],
      },
      {
        height: 30,
        cells: [
          { ...cell(0, '', 'body'), rows: 2, value: { kind: 'number', value: 1 } },
          cell(1, '=1+1', 'body'),
          cell(2, '红', 'red'),
        ],
      },
      { height: 30, cells: [cell(1, '', 'body'), cell(2, '绿', 'green')] },
      { height: 26, cells: [cell(0, '合计　2 件', 'total', 3)] },
    ],
  },
  rows: 302,
  leftOut: 300,
};

const answers: Answers = {
  forms: () => [{ code: 'example', title: '示例表', description: '示例', period: 'month' }],
  form_preview: () => SHEET,
};

test('a form is shown as its workbook will be, merged cells and all', async () => {
  const { rust } = renderPage(<FormsPage />, { answers });
  fireEvent.click(await screen.findByTestId('show-example'));
  const table = await screen.findByTestId('preview-example');
  const rows = [...table.querySelectorAll('tr')].map((row) => [...row.cells].map((c) => c.textContent));
  expect(rows).toEqual([
    ['示例市2026年11月示例表'],
    ['序号', '议题', '灯色'],
    ['1', '=1+1', '红'],
    ['', '绿'],
    ['合计　2 件'],
  ]);
  expect(screen.getByText('1').getAttribute('rowspan')).toBe('2');
  expect(screen.getByText('红').getAttribute('data-part')).toBe('red');
  expect(screen.getByRole('columnheader', { name: '议题' })).toBeTruthy();
  expect(screen.getByText('还有 300 行没有显示；导出的文件里是全的。')).toBeTruthy();
  expect(rust.calls.find((asked) => asked.cmd === 'form_preview')?.args).toEqual({
    code: 'example',
    period: '2026-11',
  });
  fireEvent.click(screen.getByTestId('show-example'));
  expect(screen.queryByTestId('preview-example')).toBeNull();
});

test('a preview that fails says why', async () => {
  const failing: Answers = { ...answers, form_preview: () => refuse('database_locked') };
  renderPage(<FormsPage />, { answers: failing });
  fireEvent.click(await screen.findByTestId('show-example'));
  expect(await screen.findByRole('alert')).toBeTruthy();
});
