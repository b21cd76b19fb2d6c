import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { appealRow, renderPage, type Answers } from '../../../test/fake';
import type { AppealDetail, LifeEntry, NextMove, RecordLink } from '../../ipc';
import { AppealFacts } from './AppealFacts';
import { Life } from './Life';

const detail: AppealDetail = {
  row: appealRow({ state: 'local', level: 'small', peopleConcerned: 30, version: 4 }),
  text: '村口三盏路灯一周不亮。',
  askKind: 'petition',
  place: '村口',
  divisionId: null,
  handlerId: null,
  cooperating: [],
  proposedLevel: null,
  parties: [
    { id: 'p1', name: '甲某', phone: '138****0000', idNumber: null, address: null },
    { id: 'p2', name: '乙某', phone: null, idNumber: null, address: null },
  ],
  timeline: [],
  openMoves: [],
  consultations: [],
  cases: [],
  importedFrom: null,
};
const next: NextMove[] = [
  { mv: 'withdraw_judgement', way: 'judge', why: null },
  { mv: 'rejudge', way: 'step_with_reason', why: null },
  { mv: 'finish', way: 'step', why: '名下还有1项会商没有办完。' },
];
const link: RecordLink = {
  part: 'built_on',
  entity: 'consultation',
  id: 'c1',
  number: '会商1号',
  title: '路灯',
  state: '排期',
  light: 'red',
  deadline: '2026-11-20',
};
const answers: Answers = {
  appeal_life: () => ({ links: [link, { ...link, entity: 'whistle', id: 'w1', number: '哨1号' }], next }),
  appeal_advance: () => detail,
  appeal_person_save: () => detail,
  appeal_person_remove: () => detail,
  appeal_derivation: () => ({
    steps: [],
    missingYear: null,
    pausedSince: null,
    lastDay: null,
    mostDays: null,
  }),
  duplicate_candidates: () => ({ subject: null, candidates: [] }),
};
const argsOf = (rust: ReturnType<typeof renderPage>['rust'], cmd: string) =>
  rust.calls.filter((call) => call.cmd === cmd).map(({ args }) => args);

const entry = (part: Partial<LifeEntry>): LifeEntry => ({
  key: 'm1',
  at: '2026-11-24T01:00:00Z',
  by: '测试员',
  kind: 'step',
  what: '研判为小事',
  about: null,
  reason: null,
  changes: [],
  ...part,
});

test('what may be done next stands there, with what is in the way', async () => {
  const { rust } = renderPage(<AppealFacts detail={detail} />, { answers });
  const moves = within(await screen.findByTestId('next-moves'));
  expect(moves.queryByTestId('next-withdraw_judgement')).toBeNull();
  expect(moves.getByTestId('next-finish').hasAttribute('disabled')).toBe(true);
  expect(moves.getByText('名下还有1项会商没有办完。')).toBeTruthy();
  fireEvent.click(moves.getByTestId('next-rejudge'));
  fireEvent.change(await screen.findByTestId('next-reason'), { target: { value: '涉及别的单位' } });
  fireEvent.click(screen.getByTestId('next-reason-confirm'));
  await waitFor(() => expect(argsOf(rust, 'appeal_advance')).toHaveLength(1));
  expect(argsOf(rust, 'appeal_advance')[0]).toEqual({
    id: 'a1',
    version: 4,
    mv: 'rejudge',
    reason: '涉及别的单位',
  });
});

test('bound records lead to their pages, as far as they have one', async () => {
  const { where } = renderPage(<AppealFacts detail={detail} />, { answers });
  const [meeting, whistle] = await screen.findAllByTestId('linked-record');
  expect(within(whistle as HTMLElement).queryByRole('link')).toBeNull();
  expect(within(meeting as HTMLElement).getByText('超期')).toBeTruthy();
  fireEvent.click(within(meeting as HTMLElement).getByRole('link'));
  await waitFor(() => expect(where()).toContain('/consultations?open=c1'));
});

test('several people are named, one is added, one left out after a question', async () => {
  const { rust } = renderPage(<AppealFacts detail={detail} />, { answers });
  expect(await screen.findByText('登记 2 人，涉及 30 人')).toBeTruthy();
  fireEvent.click(screen.getByTestId('person-add'));
  fireEvent.click(await screen.findByTestId('person-save'));
  expect(await screen.findByText('请填写姓名')).toBeTruthy();
  fireEvent.change(screen.getByTestId('person-name'), { target: { value: '丙某' } });
  fireEvent.click(screen.getByTestId('person-save'));
  await waitFor(() => expect(argsOf(rust, 'appeal_person_save')).toHaveLength(1));
  expect(argsOf(rust, 'appeal_person_save')[0]).toMatchObject({
    version: 4,
    input: { id: null, name: '丙某', first: false },
  });
  fireEvent.click(screen.getByRole('button', { name: '删去乙某' }));
  fireEvent.click(await screen.findByRole('button', { name: /^删\s?去$/ }));
  await waitFor(() =>
    expect(argsOf(rust, 'appeal_person_remove')[0]).toMatchObject({ party: 'p2', version: 4 }),
  );
});

test('the line tells before and after, hides what is sensitive, and goes on by the page', async () => {
  const changes = [
    { field: '涉及人数', before: '9', after: '12', hidden: false },
    { field: '地点', before: null, after: '村口', hidden: false },
    { field: '联系电话', before: null, after: null, hidden: true },
  ];
  const pages = {
    first: { rows: [entry({ key: 't2', kind: 'edit', what: '修改', changes })], next: 'more', total: 2 },
    second: { rows: [entry({ reason: '只涉及一家' })], next: null, total: null },
  };
  const { rust } = renderPage(<Life id="a1" />, {
    answers: {
      appeal_timeline: ({ query }) => ((query as { after: unknown }).after ? pages.second : pages.first),
    },
  });
  const edit = await screen.findByTestId('life-entry');
  expect(edit.textContent).toContain('涉及人数：9 → 12');
  expect(edit.textContent).toContain('地点：（空） → 村口');
  expect(edit.textContent).toContain('联系电话 有改动（内容不显示）');
  fireEvent.click(screen.getByTestId('life-more'));
  expect(await screen.findByText('只涉及一家')).toBeTruthy();
  expect(screen.queryByTestId('life-more')).toBeNull();
  expect(argsOf(rust, 'appeal_timeline').map(({ query }) => (query as { after: unknown }).after)).toEqual([
    null,
    'more',
  ]);
});
