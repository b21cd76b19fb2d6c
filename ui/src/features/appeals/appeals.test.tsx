import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { appealRow, refuse, renderPage, type Answers } from '../../../test/fake';
import type { AppealDetail, AppealRow, DuplicateCandidate, DuplicateReview, DuplicateSide } from '../../ipc';
import AppealFormPage from './AppealFormPage';
import AppealsPage from './AppealsPage';

const detailOf = (row: Partial<AppealRow>, part: Partial<AppealDetail> = {}): AppealDetail => ({
  row: appealRow(row),
  text: '村口三盏路灯一周不亮。',
  askKind: 'petition',
  place: '村口',
  divisionId: null,
  handlerId: null,
  cooperating: [],
  proposedLevel: null,
  parties: [{ id: 'p1', name: '甲某', phone: '138****0000', idNumber: null, address: '某街道' }],
  timeline: [],
  openMoves: ['judge_small', 'judge_big', 'judge_hard'],
  consultations: [],
  cases: [],
  importedFrom: null,
  ...part,
});
const judged = (level: 'small' | 'big' | 'hard', version: number): AppealDetail =>
  detailOf(
    { level, version, state: level === 'small' ? 'local' : 'judged' },
    {
      openMoves:
        level === 'small'
          ? ['withdraw_judgement']
          : ['judge_small', 'judge_big', 'judge_hard', 'withdraw_judgement', 'to_consultation', 'to_case'],
    },
  );

const side = (row: Partial<AppealRow>, part: Partial<DuplicateSide> = {}): DuplicateSide => ({
  row: appealRow(row),
  text: '村口路灯坏了。',
  place: '村口',
  parties: [{ id: 'p2', name: '乙某', phone: '139****0000', idNumber: null, address: null }],
  mergedInto: null,
  canMerge: true,
  ...part,
});
const review = (...candidates: DuplicateCandidate[]): DuplicateReview => ({
  subject: side({}),
  candidates,
});
const candidate = (part: Partial<DuplicateCandidate> = {}): DuplicateCandidate => ({
  pairVersion: 2,
  state: 'proposed',
  score: 82,
  reasons: [
    { code: 'same_place', sentence: '两件说的是同一地点。' },
    { code: 'other_words', sentence: '两件说法不同，但有共同的要点。' },
  ],
  other: side({ id: 'a9', version: 5, number: 'SQ-9', title: '路灯坏了' }),
  ...part,
});

const list = (...rows: AppealRow[]) => ({ rows, total: rows.length, next: null });
const answers: Answers = {
  appeal_list: () => list(appealRow(), appealRow({ id: 'a2', title: '噪声', state: 'done' })),
  appeal_detail: () => detailOf({}),
  duplicate_candidates: () => review(),
  appeal_life: () => ({ links: [], next: [] }),
  appeal_timeline: () => list(),
  attachment_list: () => [],
  agencies: () => [],
  divisions: () => [],
  categories: () => [{ code: '01', name: '路灯照明', parent: null }],
};
/** Answers that remember what was judged, as the Rust side does. */
function remembering(first: AppealDetail, then: (level: 'big') => AppealDetail, back = first): Answers {
  let now = first;
  return {
    ...answers,
    appeal_detail: () => now,
    appeal_judge: ({ level }) => (now = then(level as 'big')),
    appeal_withdraw_judgement: () => (now = back),
  };
}
const argsOf = (rust: ReturnType<typeof renderPage>['rust'], cmd: string) =>
  rust.calls.filter((call) => call.cmd === cmd).map(({ args }) => args);

test('the list tells what waits to be judged, and what was closed without a level', async () => {
  renderPage(<AppealsPage />, { answers, at: '/appeals' });
  expect((await screen.findByTestId('appeals-total')).textContent).toBe('共 2 件');
  expect(screen.getByText('待研判')).toBeTruthy();
  expect(screen.getByText('未分级')).toBeTruthy();
});

test('filters live in the address and are asked of the Rust side; clearing them takes all away', async () => {
  const { rust, where } = renderPage(<AppealsPage />, {
    answers: { ...answers, appeal_list: () => list() },
    at: '/appeals?unjudged=true&light=red&division=d1',
  });
  expect(await screen.findByText('没有符合条件的诉求')).toBeTruthy();
  expect(argsOf(rust, 'appeal_list')[0]?.['query']).toMatchObject({
    unjudged: true,
    light: 'red',
    divisionId: 'd1',
  });
  fireEvent.click(screen.getAllByTestId('appeals-clear')[0] as HTMLElement);
  expect(await screen.findByText('还没有诉求')).toBeTruthy();
  expect(where()).toBe('/appeals');
});

test('one key judges, one takes it back', async () => {
  const { rust } = renderPage(<AppealsPage />, {
    answers: remembering(detailOf({}), (level) => judged(level, 2), detailOf({ version: 3 })),
    at: '/appeals?open=a1',
  });
  await screen.findByTestId('judge-big');
  fireEvent.keyDown(window, { key: '2' });
  expect(await screen.findByText('已研判为大事')).toBeTruthy();
  await waitFor(() => expect(screen.getByTestId('appeal-level').textContent).toBe('大事'));
  expect(argsOf(rust, 'appeal_judge')).toEqual([{ id: 'a1', version: 1, level: 'big', reason: null }]);
  fireEvent.keyDown(window, { key: 'z', ctrlKey: true });
  expect(await screen.findByText('已撤回研判')).toBeTruthy();
  expect(argsOf(rust, 'appeal_withdraw_judgement')).toEqual([{ id: 'a1', version: 2 }]);
  await waitFor(() => expect(screen.getByTestId('appeal-level').textContent).toBe('待研判'));
});

test('taking back another judgement brings the one before back', async () => {
  const { rust } = renderPage(<AppealsPage />, {
    answers: remembering(judged('big', 2), (level) => judged(level, 3)),
    at: '/appeals?open=a1',
  });
  fireEvent.click(await screen.findByTestId('judge-hard'));
  await screen.findByText('已研判为难事');
  fireEvent.click(await screen.findByText('撤销'));
  await waitFor(() => expect(argsOf(rust, 'appeal_judge')[1]).toMatchObject({ version: 3, level: 'big' }));
});

test('each level leads on to what it needs', async () => {
  const big = renderPage(<AppealsPage />, {
    answers: { ...answers, appeal_detail: () => judged('big', 2) },
    at: '/appeals?open=a1',
  });
  fireEvent.click(await screen.findByTestId('appeal-create-consultation'));
  await waitFor(() => expect(decodeURIComponent(big.where())).toBe('/consultations/form?appeals=["a1"]'));
  big.unmount();
  const hard = renderPage(<AppealsPage />, {
    answers: { ...answers, appeal_detail: () => judged('hard', 2) },
    at: '/appeals?open=a1',
  });
  expect(await screen.findByTestId('appeal-open-case')).toBeTruthy();
  expect(screen.queryByTestId('appeal-create-consultation')).toBeNull();
  fireEvent.click(screen.getByTestId('appeal-open-case'));
  await waitFor(() => expect(decodeURIComponent(hard.where())).toBe('/cases/form?appeals=["a1"]'));
});

test('a failed judgement says so and shows where the matter stands now', async () => {
  const { rust } = renderPage(<AppealsPage />, {
    answers: {
      ...answers,
      appeal_judge: () =>
        refuse('stale', {
          entity: 'appeal',
          currentVersion: 4,
          changedBy: '乙某',
          changedAt: '2026-11-24T01:00:00Z',
        }),
    },
    at: '/appeals?open=a1',
  });
  await screen.findByTestId('judge-big');
  rust.answer({ appeal_detail: () => judged('small', 4) });
  fireEvent.click(screen.getByTestId('judge-big'));
  expect(await screen.findByText(/乙某在.*改动了这条诉求/)).toBeTruthy();
  await waitFor(() => expect(screen.getByTestId('appeal-level').textContent).toBe('小事'));
});

test('who may only look can neither judge nor register', async () => {
  renderPage(<AppealsPage />, { answers, at: '/appeals?open=a1', session: { mayUse: ['view_appeals'] } });
  const judge = await screen.findByTestId<HTMLButtonElement>('judge-big');
  expect(judge.disabled).toBe(true);
  expect(screen.getByTestId<HTMLButtonElement>('appeals-register').disabled).toBe(true);
  expect(screen.getByTestId<HTMLButtonElement>('appeals-import').disabled).toBe(true);
});

test('a person’s phone shows whole only after a reason', async () => {
  const { rust } = renderPage(<AppealsPage />, {
    answers: {
      ...answers,
      party_reveal: () => [
        { id: 'p1', name: '甲某', phone: '13800000000', idNumber: null, address: '某街道1号' },
      ],
    },
    at: '/appeals?open=a1',
    session: { mayUse: ['view_appeals', 'reveal_personal'] },
  });
  const panel = await screen.findByTestId('appeal-panel');
  await within(panel).findByText('138****0000');
  fireEvent.click(within(panel).getAllByLabelText('查看完整信息')[0] as HTMLElement);
  fireEvent.change(await screen.findByTestId('reveal-reason'), { target: { value: '电话回访' } });
  fireEvent.click(screen.getByTestId('reveal-confirm'));
  expect(await within(panel).findByText('13800000000')).toBeTruthy();
  expect(argsOf(rust, 'party_reveal')).toEqual([{ appealId: 'a1', reason: '电话回访' }]);
});

test('a form that lacks something names it and sends nothing; a draft comes back without a person’s numbers', async () => {
  const first = renderPage(<AppealFormPage />, { answers, at: '/appeals/form' });
  fireEvent.change(await screen.findByTestId('appeal-form-title'), { target: { value: '井盖缺失' } });
  fireEvent.change(screen.getByTestId('appeal-form-phone'), { target: { value: '13800000000' } });
  fireEvent.click(screen.getByTestId('appeal-save'));
  expect(await screen.findByText('请填写诉求内容')).toBeTruthy();
  expect(screen.getByText('请选择类别')).toBeTruthy();
  expect(argsOf(first.rust, 'appeal_register')).toEqual([]);
  first.unmount();
  renderPage(<AppealFormPage />, { answers, at: '/appeals/form' });
  expect((await screen.findByTestId<HTMLInputElement>('appeal-form-title')).value).toBe('井盖缺失');
  expect(screen.getByTestId<HTMLInputElement>('appeal-form-phone').value).toBe('');
  expect(JSON.stringify(localStorage)).not.toContain('13800000000');
  fireEvent.click(screen.getByText('清空重填'));
  await waitFor(() => expect(screen.getByTestId<HTMLInputElement>('appeal-form-title').value).toBe(''));
});

test('a change is sent with the version that was seen, and what stayed masked goes back masked', async () => {
  const { rust, where } = renderPage(<AppealFormPage />, {
    answers: { ...answers, appeal_edit: () => detailOf({ version: 2 }) },
    at: '/appeals/form?edit=a1',
  });
  fireEvent.change(await screen.findByTestId('appeal-form-title'), { target: { value: '路灯坏了三盏' } });
  fireEvent.click(screen.getByTestId('appeal-save'));
  await waitFor(() => expect(where()).toBe('/appeals?open=a1'));
  const sent = argsOf(rust, 'appeal_edit')[0];
  expect(sent).toMatchObject({ id: 'a1', version: 1 });
  expect(sent?.['input']).toMatchObject({
    title: '路灯坏了三盏',
    partyPhone: '138****0000',
    receivedAt: '2026-11-24T01:00:00.000Z',
  });
});

test('an appeal is merged into the one that it repeats, after both were seen side by side', async () => {
  let now = review(candidate());
  const { rust } = renderPage(<AppealsPage />, {
    answers: {
      ...answers,
      duplicate_candidates: () => now,
      duplicate_merge: () => (now = review(candidate({ state: 'merged' }))),
    },
    at: '/appeals?open=a1',
  });
  const row = await screen.findByTestId('duplicate-row');
  expect(row.textContent).toContain('相似 82');
  expect(row.textContent).toContain('同一地点、换了说法');
  fireEvent.click(screen.getByTestId('duplicate-open'));
  expect(await screen.findByText(/两件说的是同一地点。两件说法不同/)).toBeTruthy();
  expect(within(screen.getByLabelText('另一件')).getByText('乙某 139****0000')).toBeTruthy();
  fireEvent.click(screen.getByTestId('duplicate-merge'));
  fireEvent.click(await screen.findByTestId('duplicate-confirm'));
  await waitFor(() =>
    expect(argsOf(rust, 'duplicate_merge')).toEqual([
      { id: 'a1', version: 1, originalId: 'a9', reason: null },
    ]),
  );
  expect(await screen.findByText('已并案', { selector: '.ant-tag' })).toBeTruthy();
});

test('a merge is taken back only with a reason, and what was judged is not merged', async () => {
  const merged = {
    subject: side({}, { mergedInto: 'a9', canMerge: false }),
    candidates: [candidate({ state: 'merged' })],
  };
  const { rust, unmount } = renderPage(<AppealsPage />, {
    answers: { ...answers, duplicate_candidates: () => merged, duplicate_split: () => review() },
    at: '/appeals?open=a1',
  });
  fireEvent.click(await screen.findByTestId('duplicate-open'));
  fireEvent.click(await screen.findByTestId('duplicate-split'));
  fireEvent.click(await screen.findByTestId('duplicate-confirm'));
  expect(argsOf(rust, 'duplicate_split')).toEqual([]);
  fireEvent.change(screen.getByTestId('duplicate-reason'), { target: { value: '不是一户' } });
  fireEvent.click(screen.getByTestId('duplicate-confirm'));
  await waitFor(() =>
    expect(argsOf(rust, 'duplicate_split')).toEqual([{ id: 'a1', version: 1, reason: '不是一户' }]),
  );
  unmount();
  const judgedAlready = review(candidate());
  judgedAlready.subject.canMerge = false;
  renderPage(<AppealsPage />, {
    answers: { ...answers, duplicate_candidates: () => judgedAlready },
    at: '/appeals?open=a1',
  });
  fireEvent.click(await screen.findByTestId('duplicate-open'));
  expect((await screen.findByTestId('duplicate-merge')).hasAttribute('disabled')).toBe(true);
  expect(screen.getByTestId('duplicate-merge-other').hasAttribute('disabled')).toBe(false);
  expect(screen.getByTestId('duplicate-dismiss').hasAttribute('disabled')).toBe(false);
});
