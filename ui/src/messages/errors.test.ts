import { expect, test } from 'vitest';
import { terms, type AppError, type FileProblem } from '../ipc';
import { errorWords } from './errors';
import { fieldName } from './fields';

const ERRORS: AppError[] = [
  { code: 'not_found', params: { entity: 'appeal' } },
  { code: 'forbidden', params: { useCase: 'judge_appeal' } },
  {
    code: 'stale',
    params: { entity: 'case', currentVersion: 3, changedBy: '甲某', changedAt: '2026-11-24T06:30:00Z' },
  },
  { code: 'invalid', params: { field: 'party_phone', problem: 'wrong_format' } },
  { code: 'refused', params: { refusal: 'not_drawn', detail: '已办结的诉求不能再研判。' } },
  { code: 'calendar_year_missing', params: { year: 2027 } },
  { code: 'file_unreadable', params: { reason: 'encrypted', detail: '' } },
  { code: 'cancelled' },
  { code: 'database_locked' },
  { code: 'database_broken' },
  { code: 'network_share', params: { path: '//server/share' } },
  { code: 'database_newer', params: { database: 9, program: 3 } },
  { code: 'internal', params: { detail: 'x' } },
];

test.each(ERRORS)('$code says what happened, that nothing was lost, and what to do', (error) => {
  const { happened, safe, next } = errorWords(error);
  for (const sentence of [happened, safe, next]) expect(sentence).toMatch(/[\u4e00-\u9fff]{3}.*[。\w]$/);
  expect(safe).toMatch(/没有/);
});

const ADVICE: Record<FileProblem, RegExp> = {
  wrong_type: /改选.*\.xlsx/,
  encrypted: /去掉密码/,
  broken: /重新发一份/,
  empty: /选错/,
  no_header: /补一行列名/,
  missing_column: /核对各列/,
  too_large: /分成几个文件/,
  too_many_rows: /分成几个文件/,
};

test.each(Object.keys(terms.FileProblem) as FileProblem[])(
  'a file that is %s gets its own advice',
  (reason) => {
    const { happened, safe, next } = errorWords({
      code: 'file_unreadable',
      params: { reason, detail: '这是 PDF 文件' },
    });
    expect(happened).toBe(`这个文件读不了：${terms.FileProblem[reason]}（这是 PDF 文件）。`);
    expect(safe).toContain('一行也没有导入');
    expect(next).toMatch(ADVICE[reason]);
  },
);

test('names who changed it, when, which field, which year', () => {
  const words = ERRORS.map((error) => errorWords(error).happened);
  expect(words[2]).toContain('甲某在2026年11月24日 周二 14:30');
  expect(words[3]).toBe('“联系电话”格式不对。');
  expect(words[5]).toContain('2027年');
});

test('a code of a newer program is still said in Chinese', () => {
  expect(errorWords({ code: 'from_the_future' } as unknown as AppError).happened).toContain(
    'from_the_future',
  );
});

test('a field is found in either spelling', () => {
  expect(fieldName('must_be_held_by')).toBe('最迟召开日期');
  expect(fieldName('mustBeHeldBy')).toBe('最迟召开日期');
});
