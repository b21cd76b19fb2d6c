import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { appealRow, refuse, renderPage, type Answers } from '../../../test/fake';
import type { DuplicateCandidate, Level, TriageCard } from '../../ipc';
import { pieces } from './outcome';
import TriagePage from './TriagePage';

const AGENCIES = [
  {
    id: 'g1',
    name: '某市住建局',
    shortName: '住建局',
    kind: 'department',
    divisionId: null,
    contact: null,
    phone: null,
    people: 1,
  },
  {
    id: 'g2',
    name: '某镇',
    shortName: '某镇',
    kind: 'town',
    divisionId: null,
    contact: null,
    phone: null,
    people: 1,
  },
];

const candidate = (part: Partial<DuplicateCandidate> = {}): DuplicateCandidate => ({
  pairVersion: 1,
  state: 'proposed',
  score: 90,
  reasons: [{ code: 'same_place', sentence: '两件说的是同一地点。' }],
  other: {
    row: appealRow({ id: 'z9', number: 'SQ-9', title: '同一件' }),
    text: '屋面漏水。',
    place: null,
    parties: [],
    mergedInto: null,
    canMerge: true,
  },
  ...part,
});

function card(id: string, level: Level, part: Partial<TriageCard> = {}): TriageCard {
  const row = appealRow({ id, title: `第${id}件违建` });
  return {
    detail: {
      row,
      text: '楼顶违建，屋面漏水。',
      askKind: 'petition',
      place: '某小区',
      divisionId: null,
      handlerId: 'g2',
      cooperating: [],
      proposedLevel: level,
      parties: [{ id: 'p', name: '甲某', phone: '138****0000', idNumber: null, address: null }],
      timeline: [],
      openMoves: [],
      consultations: [],
      cases: [],
      importedFrom: null,
    },
    proposal: {
      level: {
        value: level,
        confidence: 75,
        notes: [{ sentence: '规则“违建”：命中“违建”', precedents: [], against: false }],
      },
      category: { code: 'R0701', name: '城乡建设-违法建设', confidence: 75, notes: [] },
      lead: { id: 'g1', name: '住建局', confidence: 75, notes: [] },
      cooperating: [],
      handlers: { small: 'g2', big: 'g1', hard: 'g1' },
      words: ['违建'],
    },
    repeats: [],
    ...part,
  };
}

const rows = (...ids: string[]) => ({
  rows: ids.map((id) => appealRow({ id })),
  total: ids.length,
  next: null,
});

function show(cards: TriageCard[], more: Answers = {}) {
  const byId = new Map(cards.map((one) => [one.detail.row.id, one]));
  return renderPage(<TriagePage />, {
    at: '/appeals/triage',
    answers: {
      appeal_list: () => rows(...byId.keys()),
      triage_card: ({ id }) => byId.get(id as string),
      agencies: () => AGENCIES,
      categories: () => [],
      triage_decide: ({ id }) => ({ id, version: 2, followed: true }),
      triage_undo: ({ id }) => ({ id, version: 3, followed: null }),
      ...more,
    },
  });
}

const press = (key: string, more: KeyboardEventInit = {}) =>
  fireEvent.keyDown(document.body, { key, ...more });
/** Where one stands, once the appeal is there. */
const progress = async (text: string) =>
  waitFor(() => {
    expect(screen.getByTestId('triage-progress').textContent).toBe(text);
    expect(screen.getByTestId('triage-card')).toBeTruthy();
  });
const asked = (rust: ReturnType<typeof show>['rust'], cmd: string) =>
  rust.calls.filter((one) => one.cmd === cmd).map(({ args }) => args);

test('one key accepts what is proposed and shows the next', async () => {
  const { rust } = show([card('1', 'big'), card('2', 'small')]);
  await progress('第 1 / 2 件');
  await screen.findByText('规则“违建”：命中“违建”');
  expect(document.querySelectorAll('mark')).toHaveLength(2);
  expect((await screen.findByTestId('triage-lead')).textContent).toBe('住建局');
  press('Enter');
  await progress('第 2 / 2 件');
  expect(asked(rust, 'triage_decide')).toEqual([
    {
      id: '1',
      version: 1,
      decision: {
        level: 'big',
        category: 'R0701',
        leadId: 'g1',
        cooperatingIds: [],
        shown: { level: 'big', category: 'R0701', leadId: 'g1' },
      },
    },
  ]);
  // A small matter stays with whoever has it.
  expect(screen.getByTestId('triage-lead').textContent).toBe('某镇');
  press('Enter');
  await screen.findByTestId('triage-finished');
  expect(screen.getByText('2 件研判中有 2 件按建议办理')).toBeTruthy();
});

test('a number decides for another level', async () => {
  const { rust } = show([card('1', 'small')]);
  await progress('第 1 / 1 件');
  press('3');
  await screen.findByTestId('triage-finished');
  expect(asked(rust, 'triage_decide')[0]?.['decision']).toMatchObject({ level: 'hard', leadId: 'g1' });
});

test('nothing is decided while an input method composes, nor in a dialog', async () => {
  const { rust } = show([card('1', 'big')]);
  await progress('第 1 / 1 件');
  press('Enter', { isComposing: true });
  press('2', Object.fromEntries([['keyCode', 229]]));
  press('p');
  await screen.findByTestId('triage-pass-reason');
  press('Enter');
  press('1');
  expect(asked(rust, 'triage_decide')).toEqual([]);
});

test('skipping and going back keep the place, and undo takes the last decision back', async () => {
  const { rust } = show([card('1', 'big'), card('2', 'big'), card('3', 'big')]);
  await progress('第 1 / 3 件');
  press('s');
  await progress('第 2 / 3 件');
  press('Enter');
  await progress('第 3 / 3 件');
  press('ArrowLeft');
  await progress('第 2 / 3 件');
  await screen.findByText('已研判为大事，不能再改；按 Z 可撤销最近一步');
  press('Enter');
  press('ArrowRight');
  await progress('第 3 / 3 件');
  press('z');
  await progress('第 2 / 3 件');
  expect(asked(rust, 'triage_undo')).toEqual([{ id: '2', version: 2 }]);
  expect(asked(rust, 'triage_decide')).toHaveLength(1);
});

test('one key merges into the candidate that is shown, and undo splits', async () => {
  const merged = { subject: { row: appealRow({ id: '1', version: 2 }) }, candidates: [] };
  const { rust } = show([card('1', 'big', { repeats: [candidate()] }), card('2', 'big')], {
    duplicate_merge: () => merged,
    duplicate_split: () => merged,
  });
  await progress('第 1 / 2 件');
  press('m');
  await progress('第 2 / 2 件');
  expect(asked(rust, 'duplicate_merge')).toEqual([{ id: '1', version: 1, originalId: 'z9', reason: null }]);
  // Here is nothing to merge with.
  press('m');
  press('z');
  await progress('第 1 / 2 件');
  expect(asked(rust, 'duplicate_split')[0]).toMatchObject({ id: '1', version: 2 });
  expect(asked(rust, 'duplicate_merge')).toHaveLength(1);
});

test('what somebody else was faster with stays where it is', async () => {
  const stale = { entity: 'appeal', currentVersion: 2, changedBy: '乙', changedAt: '2026-11-24T01:00:00Z' };
  const { rust } = show([card('1', 'big'), card('2', 'big')], {
    triage_decide: () => refuse('stale', stale),
  });
  await progress('第 1 / 2 件');
  press('Enter');
  await screen.findByText(/乙/);
  await progress('第 1 / 2 件');
  await waitFor(() => expect(asked(rust, 'triage_card').filter(({ id }) => id === '1')).toHaveLength(2));
});

test('an empty queue says what comes there', async () => {
  show([]);
  await screen.findByText('没有待研判的诉求');
});

test('words are marked as they stand, the longer first', () => {
  expect(pieces('违建（违建漏水）', ['违建', '违建漏水'])).toEqual([
    { text: '违建', hit: true },
    { text: '（', hit: false },
    { text: '违建漏水', hit: true },
    { text: '）', hit: false },
  ]);
  expect(pieces('a.b', ['.'])[1]).toEqual({ text: '.', hit: true });
});
