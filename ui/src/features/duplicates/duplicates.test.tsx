import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { appealRow, renderPage, type Answers } from '../../../test/fake';
import type { AppealRow, DuplicatePair, DuplicateReview, DuplicateSide } from '../../ipc';
import DuplicatesPage from './DuplicatesPage';

const row = (id: string, part: Partial<AppealRow> = {}) => appealRow({ id, number: `SQ-${id}`, ...part });
const side = (id: string, part: Partial<DuplicateSide> = {}): DuplicateSide => ({
  row: row(id),
  text: `${id}的路灯不亮`,
  place: null,
  parties: [],
  mergedInto: null,
  canMerge: true,
  ...part,
});
const pair = (earlier: string, later: string, score: number): DuplicatePair => ({
  pairVersion: 4,
  score,
  reasons: [{ code: 'same_place', sentence: '两件地点相同。' }],
  earlier: row(earlier),
  later: row(later, { title: `${later}又反映` }),
});
const PAIRS = [pair('a1', 'b1', 90), pair('a2', 'b2', 70)];

/** The queue as it empties. */
function answers(more: Answers = {}, changed: Partial<DuplicateSide> = {}): Answers {
  let left = PAIRS;
  const review = (id: string): DuplicateReview => {
    const found = PAIRS.find(({ later }) => later.id === id);
    const other = side(found?.earlier.id ?? 'x', changed);
    return {
      subject: side(id, { place: '某小区' }),
      candidates: found ? [{ pairVersion: 4, state: 'proposed', score: 90, reasons: [], other }] : [],
    };
  };
  const drop = (later: unknown) => {
    left = left.filter((one) => one.later.id !== later && one.earlier.id !== later);
  };
  const back = () => {
    left = PAIRS;
  };
  return {
    import_history: () => ({ rows: [], next: null, total: null }),
    duplicate_queue: () => ({ rows: left, next: null, total: left.length }),
    duplicate_candidates: ({ id }) => review(String(id)),
    duplicate_merge: ({ id }) => {
      drop(id);
      return { ...review(String(id)), subject: side(String(id), { row: row(String(id), { version: 2 }) }) };
    },
    duplicate_dismiss: ({ id }) => {
      drop(id);
      return review(String(id));
    },
    duplicate_split: ({ id }) => {
      back();
      return review(String(id));
    },
    duplicate_reconsider: ({ id }) => {
      back();
      return review(String(id));
    },
    ...more,
  };
}

const show = (more?: Answers, changed?: Partial<DuplicateSide>) =>
  renderPage(<DuplicatesPage />, { answers: answers(more, changed), at: '/appeals/duplicates' });
const key = (name: string) => fireEvent.keyDown(document.body, { key: name });
const ready = () =>
  waitFor(() => expect(screen.getByTestId<HTMLButtonElement>('duplicates-merge').disabled).toBe(false));
const count = (n: number) => waitFor(() => expect(screen.getAllByTestId('duplicates-pair')).toHaveLength(n));

test('the likeliest pair stands side by side with what differs marked; an arrow key leads to the next', async () => {
  show();
  await ready();
  const compare = screen.getByTestId('duplicate-compare');
  expect(compare.querySelectorAll('[data-differs="true"]').length).toBe(2);
  expect(compare.textContent).toContain('a1的路灯不亮');
  key('ArrowDown');
  await waitFor(() => expect(screen.getByTestId('duplicate-compare').textContent).toContain('a2的路灯不亮'));
  key('ArrowUp');
  await waitFor(() => expect(screen.getByTestId('duplicate-compare').textContent).toContain('a1的路灯不亮'));
});

test('M merges the later into the earlier, U takes it back', async () => {
  const { rust } = show();
  await ready();
  key('m');
  await count(1);
  expect(rust.calls.find(({ cmd }) => cmd === 'duplicate_merge')?.args).toEqual({
    id: 'b1',
    version: 1,
    originalId: 'a1',
    reason: null,
  });
  await waitFor(() => expect(screen.getByTestId<HTMLButtonElement>('duplicates-undo').disabled).toBe(false));
  key('u');
  await count(2);
  expect(rust.calls.find(({ cmd }) => cmd === 'duplicate_split')?.args).toMatchObject({
    id: 'b1',
    version: 2,
  });
});

test('D says that they are two matters, and that can be taken back', async () => {
  const { rust } = show();
  await ready();
  key('d');
  await count(1);
  expect(rust.calls.find(({ cmd }) => cmd === 'duplicate_dismiss')?.args).toMatchObject({
    id: 'b1',
    otherId: 'a1',
    pairVersion: 4,
  });
  await waitFor(() => expect(screen.getByTestId<HTMLButtonElement>('duplicates-undo').disabled).toBe(false));
  key('u');
  await count(2);
  expect(rust.calls.find(({ cmd }) => cmd === 'duplicate_reconsider')?.args).toEqual({
    id: 'b1',
    otherId: 'a1',
  });
});

test('either may be the original, and a closed original asks for a reason', async () => {
  const { rust } = show(undefined, { row: row('a1', { state: 'done' }), canMerge: false });
  await ready();
  key('m');
  fireEvent.change(await screen.findByTestId('duplicate-reason'), { target: { value: '确属重复' } });
  fireEvent.click(screen.getByTestId('duplicate-confirm'));
  await count(1);
  expect(rust.calls.find(({ cmd }) => cmd === 'duplicate_merge')?.args).toMatchObject({ reason: '确属重复' });
});

test('an empty queue says what to do, and a new search finds more', async () => {
  const { rust } = show({
    duplicate_queue: () => ({ rows: [], next: null, total: 0 }),
    duplicate_scan: () => ({ checked: 9, found: 2 }),
  });
  expect(await screen.findByText('没有待认定的重复')).toBeTruthy();
  fireEvent.click(screen.getByTestId('duplicates-scan'));
  expect(await screen.findByText('已查 9 件，其中 2 件有疑似重复')).toBeTruthy();
  expect(rust.calls.find(({ cmd }) => cmd === 'duplicate_scan')?.args['importId']).toBeNull();
});
