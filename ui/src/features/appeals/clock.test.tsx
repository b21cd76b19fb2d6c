import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { appealRow, renderPage, type Answers } from '../../../test/fake';
import type { AppealDetail, AppealRow, Derivation, ExtensionRequest } from '../../ipc';
import AppealsPage from './AppealsPage';

const detailOf = (row: Partial<AppealRow>): AppealDetail => ({
  row: appealRow(row),
  text: '村口三盏路灯一周不亮。',
  askKind: 'petition',
  place: null,
  divisionId: null,
  handlerId: null,
  cooperating: [],
  proposedLevel: null,
  parties: [],
  timeline: [],
  openMoves: [],
  consultations: [],
  cases: [],
  importedFrom: null,
});

const running: Derivation = {
  lastDay: '2026-11-27',
  warnAt: '2026-11-26T03:36:00Z',
  pausedSince: null,
  steps: [
    { kind: 'start', day: null, sentence: '收到 11月20日 10:00，当日不算，从次日起算' },
    { kind: 'limit', day: '2026-11-27', sentence: '镇街办结 +5个工作日，跳过周六日 → 11月27日' },
  ],
  missingYear: null,
  most: { amount: 30, unit: 'day' },
  dueAt: '2026-11-27T16:00:00Z',
  requests: [],
  approvers: ['李示例'],
};

const asked: ExtensionRequest = {
  id: 'r1',
  version: 1,
  more: { amount: 10, unit: 'day' },
  reason: '情况复杂',
  askedBy: '王示例',
  askedAt: '2026-11-24T02:00:00Z',
  decision: 'pending',
  decidedBy: null,
  decidedAt: null,
  decisionReason: null,
  own: false,
  mayDecide: true,
};

/** Answers that remember whether the clock stands, as the Rust side does. */
function answers(first: Derivation, row: Partial<AppealRow> = {}): Answers {
  let now = first;
  let version = 1;
  const next = (derivation: Derivation) => {
    now = derivation;
    version += 1;
    return detailOf({ ...row, version });
  };
  return {
    appeal_list: () => ({ rows: [appealRow()], total: 1, next: null }),
    appeal_detail: () => detailOf({ ...row, version }),
    deadline_derivation: () => now,
    appeal_pause: () => next({ ...now, lastDay: null, pausedSince: '2026-11-24T02:00:00Z' }),
    appeal_resume: () => next(running),
    extension_ask: () => {
      next({ ...now, requests: [asked] });
      return null;
    },
    extension_decide: () => {
      next({
        ...running,
        lastDay: '2026-12-07',
        requests: [{ ...asked, decision: 'granted', decidedBy: '李示例' }],
      });
      return null;
    },
    agencies: () => [],
    divisions: () => [],
    categories: () => [],
  };
}

const show = (given: Answers, mayUse?: ('view_appeals' | 'keep_clock')[]) =>
  renderPage(<AppealsPage />, {
    answers: given,
    at: '/appeals?open=a1',
    ...(mayUse && { session: { mayUse } }),
  });
const argsOf = (rust: ReturnType<typeof show>['rust'], cmd: string) =>
  rust.calls.filter((call) => call.cmd === cmd).map(({ args }) => args);

test('the deadline tells how it comes about', async () => {
  show(answers(running));
  fireEvent.click(await screen.findByTestId('deadline-why'));
  const story = await screen.findByTestId('deadline-story');
  await waitFor(() => expect(story.textContent).toContain('镇街办结 +5个工作日，跳过周六日 → 11月27日'));
});

test('a year that the calendar wants is named, with what to do', async () => {
  show(answers({ ...running, lastDay: null, steps: [], missingYear: 2027 }, { deadline: null, light: null }));
  fireEvent.click(await screen.findByTestId('deadline-why'));
  const story = await screen.findByTestId('deadline-story');
  await waitFor(() => expect(story.textContent).toContain('导入国务院办公厅公布的2027年放假安排'));
  expect(screen.getByTestId<HTMLButtonElement>('clock-pause').disabled).toBe(true);
});

test('the clock is paused with a reason and resumed', async () => {
  const { rust } = show(answers(running));
  fireEvent.click(await screen.findByTestId('clock-pause'));
  fireEvent.change(await screen.findByTestId('clock-reason'), { target: { value: '等当事人补充材料' } });
  fireEvent.click(screen.getByTestId('clock-reason-confirm'));
  expect(await screen.findByText('已暂停计时')).toBeTruthy();
  expect(argsOf(rust, 'appeal_pause')).toEqual([{ id: 'a1', version: 1, reason: '等当事人补充材料' }]);
  expect((await screen.findByTestId('clock-paused')).textContent).toContain('暂停计时');
  fireEvent.click(await screen.findByTestId('clock-resume'));
  expect(await screen.findByText('已恢复计时')).toBeTruthy();
  expect(argsOf(rust, 'appeal_resume')).toEqual([{ id: 'a1', version: 2 }]);
  expect(await screen.findByTestId('clock-pause')).toBeTruthy();
});

test('an extension is asked for, and says who is waited for', async () => {
  const { rust } = show(answers(running));
  fireEvent.click(await screen.findByTestId('clock-extend'));
  const confirm = await screen.findByTestId('clock-extend-confirm');
  fireEvent.click(confirm);
  expect(await screen.findByText('请填写延期理由')).toBeTruthy();
  expect(argsOf(rust, 'extension_ask')).toEqual([]);
  fireEvent.change(screen.getByRole('spinbutton'), { target: { value: '10' } });
  fireEvent.change(screen.getByTestId('clock-extend-reason'), { target: { value: '情况复杂' } });
  fireEvent.click(confirm);
  expect(await screen.findByText('已提出延期申请，等待批准')).toBeTruthy();
  const ask = {
    entity: 'appeal',
    id: 'a1',
    version: 1,
    more: { amount: 10, unit: 'day' },
    reason: '情况复杂',
  };
  expect(argsOf(rust, 'extension_ask')).toEqual([{ ask }]);
  const waits = await screen.findByTestId('extension-pending');
  expect(waits.textContent).toContain('王示例申请延长10日：情况复杂');
  expect(waits.textContent).toContain('等 李示例 审批');
  expect(screen.getByTestId<HTMLButtonElement>('clock-extend').disabled).toBe(true);
});

test('whoever may decides; a refusal wants a reason', async () => {
  const { rust } = show(answers({ ...running, requests: [asked] }));
  fireEvent.click(await screen.findByTestId('extension-refuse'));
  fireEvent.click(await screen.findByTestId('extension-refuse-confirm'));
  expect(argsOf(rust, 'extension_decide')).toEqual([]);
  fireEvent.click(screen.getByTestId('extension-grant'));
  expect(await screen.findByText('已同意，期限已顺延')).toBeTruthy();
  expect(argsOf(rust, 'extension_decide')).toEqual([{ id: 'r1', version: 1, grant: true, reason: null }]);
  await waitFor(() => expect(screen.queryByTestId('extension-pending')).toBeNull());
});

test('who may not keep clocks only reads; what is closed has no buttons', async () => {
  const first = show(answers(running), ['view_appeals']);
  expect((await screen.findByTestId<HTMLButtonElement>('clock-pause')).disabled).toBe(true);
  expect(screen.getByTestId<HTMLButtonElement>('clock-extend').disabled).toBe(true);
  first.unmount();
  show(answers(running, { state: 'done', light: null }));
  await screen.findByTestId('deadline-why');
  expect(screen.queryByTestId('clock-pause')).toBeNull();
});
