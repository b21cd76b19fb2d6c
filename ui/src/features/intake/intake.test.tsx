import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { refuse, renderPage, type Answers } from '../../../test/fake';
import type { IntakeInput } from '../../ipc';
import IntakePage from './IntakePage';
import { freshSheet, type Sheet } from './sheet';

const made = (n: number) => ({ id: `a${n}`, number: `SQ-${n}`, title: `第${n}件`, deadline: '2026-12-01' });

/** The Rust side with one draft, as a file would keep it. */
function withDraft(
  draft: string | null,
  more: Answers = {},
): { answers: Answers; kept: () => string | null } {
  let now = draft;
  return {
    kept: () => now,
    answers: {
      draft_read: () => now,
      draft_keep: ({ text }) => {
        now = text as string | null;
        return null;
      },
      intake_divisions: () => [{ id: 'd1', name: '某社区', parent: '某街道', kind: 'village', recent: true }],
      people: () => [{ id: 'p1', name: '王某', agency: '某局', agencyId: null, post: '科员', kind: 'staff' }],
      intake_known_people: () => [
        {
          id: 'k1',
          name: '张某',
          phone: '138****8000',
          idNumber: '110105********002X',
          address: '某街道****',
          division: '某社区',
          lastAt: '2026-11-01T00:00:00Z',
          matters: 2,
        },
      ],
      intake_propose: () => ({ title: '路灯不亮', category: '01' }),
      number_problems: () => ({ phone: true, idNumber: 'wrong_check_digit' }),
      categories: () => [{ code: '01', name: '路灯照明', parent: null }],
      duplicate_candidates: () => ({ subject: null, candidates: [] }),
      ...more,
    },
  };
}
const ready = (part: Partial<Sheet> = {}): Sheet => ({
  ...freshSheet('visit', '2026-11-24T01:00:00.000Z'),
  division: { id: 'd1', label: '某社区（某街道）' },
  officer: { id: 'p1', label: '王某（某局 科员）' },
  ...part,
});
const text = () => screen.findByTestId<HTMLTextAreaElement>('intake-text');
const type = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } });

test('each key stroke is kept, and Ctrl+Enter adds a matter', async () => {
  const { answers, kept } = withDraft(null);
  renderPage(<IntakePage />, { answers });
  type(await text(), '路');
  await waitFor(() => expect(kept()).toContain('"text":"路"'));
  type(await text(), '路灯不亮');
  await waitFor(() => expect(kept()).toContain('"text":"路灯不亮"'));
  fireEvent.keyDown(await text(), { key: 'Enter', ctrlKey: true });
  expect((await screen.findByTestId('intake-card')).textContent).toContain('路灯不亮');
  expect((await text()).value).toBe('');
  fireEvent.keyDown(await text(), { key: 'Enter', ctrlKey: true });
  expect(screen.getAllByTestId('intake-card')).toHaveLength(1);
});

test('a draft comes back with a note, and can be dropped', async () => {
  const left = ready();
  const { answers, kept } = withDraft(
    JSON.stringify({ ...left, items: left.items.map((item) => ({ ...item, text: '漏水' })) }),
  );
  renderPage(<IntakePage />, { answers });
  expect((await text()).value).toBe('漏水');
  expect(screen.getByText('已恢复上次没有保存的内容')).toBeTruthy();
  fireEvent.click(screen.getByTestId('intake-drop'));
  await waitFor(() => expect(kept()).toBeNull());
  expect((await text()).value).toBe('');
});

test('saving sends the sheet once, shows what was made and keeps where and when', async () => {
  const { answers, kept } = withDraft(JSON.stringify(ready()), {
    intake_save: () => ({ id: 'i1', already: false, made: [made(1)] }),
  });
  const { rust } = renderPage(<IntakePage />, { answers });
  expect((await screen.findByTestId('intake-save')).hasAttribute('disabled')).toBe(true);
  type(await text(), '路灯不亮');
  fireEvent.click(screen.getByTestId('intake-save'));
  fireEvent.click(screen.getByTestId('intake-save'));
  const done = await screen.findByTestId('intake-done');
  expect(within(done).getByText('SQ-1').getAttribute('href')).toContain('open=a1');
  const saved = rust.calls.filter(({ cmd }) => cmd === 'intake_save');
  expect(new Set(saved.map(({ args }) => (args['input'] as IntakeInput).id)).size).toBe(1);
  expect((saved[0]?.args['input'] as IntakeInput).items.map((item) => item.text)).toEqual(['路灯不亮']);
  expect((await text()).value).toBe('');
  expect(screen.getByText('某社区（某街道）')).toBeTruthy();
  await waitFor(() => expect(kept()).toBeNull());
});

test('what is refused stays in the form and in the draft', async () => {
  const { answers, kept } = withDraft(JSON.stringify(ready()), {
    intake_save: () => refuse('invalid', { field: 'items.1.text', problem: 'too_long' }),
  });
  renderPage(<IntakePage />, { answers });
  type(await text(), '路灯不亮');
  fireEvent.click(screen.getByTestId('intake-save'));
  expect((await screen.findByTestId('error-note')).textContent).toContain('第 2 件的内容');
  expect((await text()).value).toBe('路灯不亮');
  expect(kept()).toContain('路灯不亮');
});

test('several pasted lines are split, a removed matter comes back', async () => {
  const { answers } = withDraft(null);
  renderPage(<IntakePage />, { answers });
  fireEvent.paste(await text(), { clipboardData: { getData: () => '1、路灯不亮\n2、道路坑洼' } });
  expect((await screen.findByTestId('intake-card')).textContent).toContain('路灯不亮');
  expect((await text()).value).toBe('道路坑洼');
  fireEvent.click(screen.getByTestId('intake-remove'));
  await waitFor(() => expect(screen.queryAllByTestId('intake-card')).toHaveLength(0));
  expect((await text()).value).toBe('路灯不亮');
  fireEvent.click((await screen.findAllByText('撤销')).at(-1) as HTMLElement);
  await waitFor(async () => expect((await text()).value).toBe('道路坑洼'));
});

test('somebody known fills the fields masked; wrong numbers are said at the field', async () => {
  const { answers } = withDraft(null);
  renderPage(<IntakePage />, { answers });
  const name = await screen.findByTestId<HTMLInputElement>('intake-person-name');
  type(name, '张某');
  fireEvent.click(await screen.findByText('138****8000'));
  await waitFor(() => expect(name.value).toBe('张某'));
  expect(screen.getByTestId<HTMLInputElement>('intake-person-phone').value).toBe('138****8000');
  expect(screen.getByTestId<HTMLInputElement>('intake-person-id-number').value).toBe('110105********002X');
  type(screen.getByTestId('intake-person-id-number'), '110105194912310021');
  expect(await screen.findByText(/校验位不符.*仍可保存/)).toBeTruthy();
});
