import { describe, expect, test } from 'vitest';
import {
  dayOf,
  daysLeftWords,
  fullTime,
  hasHour,
  shortDay,
  shortTime,
  timeLeftWords,
  toInstant,
  fromInstant,
} from './dates';

describe('times are those of Shanghai, wherever the machine believes to be', () => {
  test('an evening in UTC is the next day there', () => {
    expect(dayOf('2026-11-23T16:30:00Z')).toBe('2026-11-24');
    expect(shortTime('2026-11-23T16:30:00Z', '2026-11-24')).toBe('今天 00:30');
    expect(fullTime('2026-11-24T06:30:00Z')).toBe('2026年11月24日 周二 14:30');
  });

  test('days near today have names, others a date, and another year is said', () => {
    expect(shortDay('2026-11-25', '2026-11-24')).toBe('明天');
    expect(shortDay('2026-11-23', '2026-11-24')).toBe('昨天');
    expect(shortDay('2026-11-27', '2026-11-24')).toBe('11月27日 周五');
    expect(shortDay('2027-01-04', '2026-11-24')).toBe('2027年1月4日 周一');
  });

  test('what is picked comes back as it was picked', () => {
    const instant = toInstant(fromInstant('2026-11-25T01:00:00.000Z'));
    expect(instant).toBe('2026-11-25T01:00:00.000Z');
  });

  test('deadlines are told in working days', () => {
    expect(daysLeftWords(3)).toBe('还剩 3 个工作日');
    expect(daysLeftWords(0)).toBe('今天到期');
    expect(daysLeftWords(-2)).toBe('超期 2 个工作日');
  });
});

test('a deadline with an hour counts down in hours and minutes', () => {
  const due = '2026-11-24T06:30:00Z';
  const at = (time: string) => timeLeftWords(due, new Date(time));
  expect(at('2026-11-23T06:30:00Z')).toBe('明天 14:30 前');
  expect(at('2026-11-24T01:00:00Z')).toBe('今天 14:30 前');
  expect(at('2026-11-24T05:50:00Z')).toBe('还剩 40 分钟');
  expect(at('2026-11-24T06:31:00Z')).toBe('超时 1 分钟');
  expect(at('2026-11-24T08:30:00Z')).toBe('超时 2 小时');
  expect(at('2026-11-27T06:30:00Z')).toBe('超时 3 天');
  expect([hasHour(due), hasHour('2026-11-24T16:00:00Z')]).toEqual([true, false]);
});
