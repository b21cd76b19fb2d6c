import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { refuse, renderPage, SESSION } from '../../../test/fake';
import { verbWord } from './messages';
import { monthsOf } from './months';
import SettingsPage from './SettingsPage';

test('a month begins on its weekday, and counts its working days with what is out of the ordinary', () => {
  const months = monthsOf(2026, [
    { date: '2026-02-16', kind: 'holiday', name: '春节', edited: false },
    { date: '2026-02-14', kind: 'workday', name: '春节', edited: false },
    { date: '2026-02-28', kind: 'workday', name: '春节', edited: true },
  ]);
  expect(months.map(({ days }) => days.length)).toEqual([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);
  expect(months[1]).toMatchObject({ month: 2, lead: 6, workdays: 21 });
  expect(months[1]?.days[13]).toMatchObject({ date: '2026-02-14', weekend: true, works: true });
});

const year = (days: unknown[] = []) => ({ year: 2026, loaded: true, days });
const calendar = { calendar_years: () => [2025, 2026], calendar_year: () => year() };

test('a click on a day makes it a holiday, and it can be taken back', async () => {
  const { rust } = renderPage(<SettingsPage />, {
    at: '/settings?tab=calendar',
    answers: {
      ...calendar,
      calendar_set_day: ({ kind }) =>
        year(kind ? [{ date: '2026-11-25', kind, name: '县庆', edited: true }] : []),
    },
  });
  fireEvent.click(await screen.findByTitle('2026年11月25日 周三'));
  fireEvent.click(await screen.findByText('放假休息', { selector: 'label *' }));
  fireEvent.change(screen.getByPlaceholderText('如：春节'), { target: { value: '县庆' } });
  fireEvent.click(screen.getByText('保存'));
  expect((await screen.findByTitle('2026年11月25日 周三，县庆，手工改过')).textContent).toBe('25休');
  fireEvent.click(await screen.findByText('撤销'));
  expect(await screen.findByTitle('2026年11月25日 周三')).toBeTruthy();
  const set = rust.calls.filter(({ cmd }) => cmd === 'calendar_set_day').map(({ args }) => args);
  expect(set).toEqual([
    { date: '2026-11-25', kind: 'holiday', name: '县庆' },
    { date: '2026-11-25', kind: null, name: '' },
  ]);
});

test('a year that isn’t held is refused with what to do, not drawn', async () => {
  renderPage(<SettingsPage />, {
    at: '/settings?tab=calendar&year=2027',
    answers: { ...calendar, calendar_year: () => ({ year: 2027, loaded: false, days: [] }) },
  });
  expect((await screen.findByTestId('calendar-missing')).textContent).toMatch(/没有2027年的工作日历.*请导入/);
  expect(screen.queryByText('1月')).toBeNull();
});

test('a calendar file that can’t be read is refused in words', async () => {
  const { rust } = renderPage(<SettingsPage />, {
    at: '/settings?tab=calendar',
    answers: {
      ...calendar,
      calendar_import: () => refuse('invalid', { field: 'file', problem: 'wrong_format' }),
    },
  });
  const file = new File(['{"a":1}'], 'a.json');
  fireEvent.change(await screen.findByTestId('calendar-import-file'), { target: { files: [file] } });
  expect(await screen.findByText('“文件”格式不对。')).toBeTruthy();
  expect(rust.calls.find(({ cmd }) => cmd === 'calendar_import')?.args['jsonText']).toBe('{"a":1}');
});

test('who may not edit the calendar can look at it', async () => {
  renderPage(<SettingsPage />, {
    at: '/settings?tab=calendar',
    answers: calendar,
    session: { mayUse: ['view_directory'] },
  });
  expect((await screen.findByTitle<HTMLButtonElement>('2026年11月25日 周三')).disabled).toBe(true);
  expect(screen.getByTestId<HTMLButtonElement>('calendar-import').disabled).toBe(true);
});

const trail = { audit_list: () => ({ rows: [], next: null }) };

test('the trail is checked, and the verdict says so', async () => {
  const { rust } = renderPage(<SettingsPage />, {
    at: '/settings?tab=audit',
    answers: { ...trail, audit_verify: () => ({ entries: 1234, brokenAt: null }) },
  });
  fireEvent.click(await screen.findByTestId('audit-verify'));
  expect((await screen.findByTestId('audit-result')).textContent).toMatch(/共 1,234 条记录.*没有被改动过/);
  rust.answer({ audit_verify: () => ({ entries: 1234, brokenAt: 77 }) });
  fireEvent.click(screen.getByTestId('audit-verify'));
  await waitFor(() =>
    expect(screen.getByTestId('audit-result').textContent).toMatch(/第 77 条记录与原来不符/),
  );
});

test('the tabs of others’ rights aren’t shown', async () => {
  renderPage(<SettingsPage />, { session: { mayUse: [] } });
  expect(await screen.findByTestId('settings-theme')).toBeTruthy();
  expect(screen.queryByTestId('settings-tab-audit')).toBeNull();
});

test('demonstration data isn’t offered where there are appeals', async () => {
  renderPage(<SettingsPage />, { at: '/settings?tab=database', session: { ...SESSION, appeals: 5 } });
  expect((await screen.findByRole<HTMLButtonElement>('button', { name: '载入演示数据' })).disabled).toBe(
    true,
  );
});

test('an entry of the trail is put into words', () => {
  expect(verbWord('appeal', 'judge_big')).toBe('研判为大事');
  expect(verbWord('case', 'reveal')).toBe('查看完整个人信息');
  expect(verbWord('appeal', 'something_new')).toBe('something_new');
});
