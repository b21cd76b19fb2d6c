import { expect, test } from 'vitest';
import { appeals } from './addresses';

test('an address keeps its filters', () => {
  const filters = {
    text: '路灯',
    levels: ['big', 'hard'],
    unjudged: true,
    from: '2026-11-01',
    open: 'a1',
  } as const;
  const place = appeals.at({ ...filters, levels: [...filters.levels] });
  expect(place.to).toBe('/appeals');
  expect(appeals.read(place.search)).toEqual(filters);
});

test('what makes no sense is left out', () => {
  const odd = {
    levels: ['big', 'enormous'],
    light: 'purple',
    from: '明天',
    unjudged: 'no',
    nonsense: 1,
    text: '',
  };
  expect(appeals.read(odd)).toEqual({ levels: ['big'] });
});

test('a text of digits stays a text, and one level a list', () => {
  expect(appeals.read({ text: 12345, levels: 'hard' })).toEqual({ text: '12345', levels: ['hard'] });
});
