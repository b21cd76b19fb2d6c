import { fireEvent, render, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { renderPage } from '../../test/fake';
import { Act } from './Act';
import { asTsv, type Column } from './columns';
import { DaysLeft } from './DaysLeft';
import { asTree } from './tree';
import { When } from './When';

test('a deadline says light, shape and days', () => {
  render(
    <>
      <DaysLeft light="yellow" days={3} deadline="2026-11-27" />
      <DaysLeft light="red" days={-2} deadline="2026-11-20" />
      <DaysLeft light="yellow" days={0} deadline="2026-11-24" />
    </>,
  );
  expect(document.body.textContent).toBe('▲ 还剩 3 个工作日■ 超期 2 个工作日▲ 今天到期');
  expect(screen.getByTitle('期限 2026年11月27日 周五')).toBeTruthy();
});

test('a closed matter shows its bare day, a missing deadline a dash', () => {
  render(<DaysLeft light={null} days={null} deadline="2020-01-02" />);
  expect(document.body.textContent).toBe('2020年1月2日 周四');
  render(<DaysLeft light={null} days={null} deadline={null} />);
  expect(document.body.textContent).toContain('—');
});

test('a moment is shown as in Shanghai, whatever the computer’s own zone', () => {
  render(<When time="2020-03-01T16:30:00Z" />);
  expect(screen.getByTitle('2020年3月2日 周一 00:30').textContent).toBe('2020年3月2日 周一 00:30');
});

test('a button that can’t be pressed says why, and neither mouse nor key presses it', async () => {
  const save = vi.fn();
  const { rerender } = renderPage(
    <Act shortcut="save" why="还没有填写议题" onClick={save}>
      保存
    </Act>,
  );
  const button = await screen.findByRole('button', { name: '保存' });
  fireEvent.click(button);
  fireEvent.keyDown(document.body, { key: 's', ctrlKey: true });
  expect(save).not.toHaveBeenCalled();
  fireEvent.mouseEnter(button.parentElement ?? button);
  expect(await screen.findByText('还没有填写议题')).toBeTruthy();
  rerender(<></>);
});

test('its shortcut presses a button that can be pressed', async () => {
  const save = vi.fn();
  renderPage(
    <Act shortcut="save" onClick={save}>
      保存
    </Act>,
  );
  await screen.findByRole('button', { name: '保存' });
  fireEvent.keyDown(document.body, { key: 's', ctrlKey: true });
  expect(save).toHaveBeenCalledOnce();
});

test('copied cells can’t break the table', () => {
  const columns: Column<{ a: string }>[] = [
    { key: 'a', title: '甲', width: 1, render: () => null, text: (row) => row.a },
    { key: 'b', title: '乙', width: 1, render: () => null, text: () => '2' },
  ];
  expect(asTsv(columns, [{ a: '一\t二\r\n三' }])).toBe('甲\t乙\n一 二 三\t2');
});

test('rows that name their parent become a tree; an unknown parent is no loss', () => {
  const tree = asTree([
    { id: '2', title: '村', parent: '1' },
    { id: '1', title: '镇', parent: null },
    { id: '3', title: '孤', parent: '9' },
  ]);
  expect(tree.map(({ title, children }) => [title, children?.map((child) => child.title)])).toEqual([
    ['镇', ['村']],
    ['孤', undefined],
  ]);
});
