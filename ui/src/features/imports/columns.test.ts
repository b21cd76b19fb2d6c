import { expect, test } from 'vitest';
import { assign, letterOf, missingWords, samplesOf } from './columns';

test('columns are called as Excel calls them', () => {
  expect([0, 25, 26, 51, 52, 199].map(letterOf)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'GR']);
});

test('a field moves to the column that is given it; “not read” is for any number of columns', () => {
  expect(assign(['title', null, 'text'], 1, 'title')).toEqual([null, 'title', 'text']);
  expect(assign([null, 'title', null], 1, null)).toEqual([null, null, null]);
});

test('samples leave out blanks and repeats', () => {
  const sample = [['甲', ''], ['甲'], ['乙', 'x'], ['丙'], ['丁']];
  expect(samplesOf(sample, 0)).toEqual(['甲', '乙', '丙']);
  expect(samplesOf(sample, 1)).toEqual(['x']);
});

test('every field that could be missing has a sentence', () => {
  expect(missingWords('text')).toContain('“标题”和“内容”至少要有一项');
  expect(missingWords('town')).toBe('还没有哪一列是“所属镇街”，请为它选一列。');
});
