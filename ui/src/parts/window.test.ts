import { expect, test } from 'vitest';
import { OVERSCAN, scrollTo, STEP, windowOf } from './window';

test('few rows are drawn, however many there are', () => {
  for (const top of [0, 399, 400, 123_456, 4_000_000]) {
    const { start, end } = windowOf(100_000, top, 600, 40);
    expect(end - start).toBeLessThanOrEqual(15 + STEP + 2 * OVERSCAN);
    const first = Math.floor(top / 40);
    expect(start).toBeLessThanOrEqual(Math.min(first, 99_999));
    expect(end).toBeGreaterThanOrEqual(Math.min(first + 16, 100_000));
  }
});

test('the window stays the same within a step', () => {
  expect(windowOf(1000, 4000, 600, 40)).toEqual(windowOf(1000, 4399, 600, 40));
  expect(windowOf(1000, 4000, 600, 40)).not.toEqual(windowOf(1000, 4400, 600, 40));
});

test('a list that grew shorter is still drawn', () => {
  const { start, end } = windowOf(3, 90_000, 600, 40);
  expect({ start, end }).toEqual({ start: 0, end: 3 });
  expect(windowOf(0, 0, 600, 40)).toEqual({ start: 0, end: 0 });
});

test('a row is brought into sight, and one in sight moves nothing', () => {
  expect(scrollTo(0, 400, 600, 40, 50)).toBe(0);
  expect(scrollTo(12, 400, 600, 40, 50)).toBe(400);
  expect(scrollTo(30, 400, 600, 40, 50)).toBe(50 + 31 * 40 - 600);
});
