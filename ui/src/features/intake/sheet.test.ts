import { expect, test } from 'vitest';
import { asInput, fitsKind, freshSheet, isWritten, linesOf, missing, nextSheet, withLines } from './sheet';

const NOW = '2026-11-24T01:00:00.000Z';
const filled = () => {
  const sheet = freshSheet('visit', NOW);
  return {
    ...sheet,
    division: { id: 'd1', label: '某村' },
    officer: { id: 'p1', label: '王某' },
    items: sheet.items.map((item) => ({ ...item, text: '路灯不亮' })),
  };
};

test('pasted lines become matters, without their numbering', () => {
  expect(linesOf('1. 路灯不亮\r\n二、道路坑洼\n\n（3）漏水\n- 停车难')).toEqual([
    '路灯不亮',
    '道路坑洼',
    '漏水',
    '停车难',
  ]);
  expect(linesOf('只有一行')).toEqual([]);
  expect(linesOf('3号楼漏水\n12月停电')).toEqual(['3号楼漏水', '12月停电']);
});

test('lines fill up to twenty matters', () => {
  const sheet = freshSheet('visit', NOW);
  const full = withLines(
    sheet,
    0,
    Array.from({ length: 30 }, (_, n) => `事${n}`),
  );
  expect(full.items).toHaveLength(20);
  expect(full.open).toBe(19);
  expect(full.items[0]?.askKind).toBe(sheet.items[0]?.askKind);
});

test('what isn’t there yet is named, in the order of the form', () => {
  expect(missing(freshSheet('visit', NOW))).toBe('division');
  expect(missing({ ...filled(), officer: null })).toBe('officer');
  expect(missing({ ...filled(), items: freshSheet('visit', NOW).items })).toBe('items');
  const nameless = { knownId: null, name: ' ', phone: '13800138000', idNumber: '', address: '' };
  expect(missing({ ...filled(), person: nameless })).toBe('name');
  expect(missing(filled())).toBeNull();
  const meeting = { ...filled(), kind: 'meeting' as const, officer: null };
  expect(missing(meeting)).toBe('place');
  expect(missing({ ...meeting, place: '议事厅' })).toBeNull();
});

test('an item without a text isn’t sent, and masked data go with the one they are of', () => {
  const sheet = filled();
  const person = { knownId: 'k1', name: '张某', phone: '138****8000', idNumber: '', address: '' };
  const input = asInput({ ...sheet, person, items: [...sheet.items, ...freshSheet('visit', NOW).items] });
  expect(input.items).toHaveLength(1);
  expect(input.person).toEqual({
    knownId: 'k1',
    name: '张某',
    phone: '138****8000',
    idNumber: null,
    address: null,
  });
  expect(input.visit).toEqual({ visitorId: 'p1', companions: null, household: '张某' });
  expect([input.gathering, input.reception]).toEqual([null, null]);
  const retyped = asInput({ ...sheet, person: { ...person, phone: '13900139000' } });
  expect(retyped.person.knownId).toBeNull();
});

test('the next form keeps where and when, with an id of its own', () => {
  const before = { ...filled(), place: '3号', companions: '李某' };
  const next = nextSheet(before);
  expect([next.division, next.at, next.officer, next.companions]).toEqual([
    before.division,
    before.at,
    before.officer,
    '李某',
  ]);
  expect(next.place).toBe('');
  expect(next.id).not.toBe(before.id);
  expect(next.items.map(({ text }) => text)).toEqual(['']);
});

test('a draft of another kind or of a broken file is no draft', () => {
  const sheet = filled();
  expect(fitsKind('visit')(JSON.parse(JSON.stringify(sheet)))).toBe(true);
  expect(fitsKind('meeting')(sheet)).toBe(false);
  for (const raw of [null, 3, {}, { ...sheet, items: [] }]) expect(fitsKind('visit')(raw)).toBe(false);
  expect(isWritten(freshSheet('reception', NOW))).toBe(false);
  expect(isWritten(sheet)).toBe(true);
});
