import { expect, test } from 'vitest';
import { auditWords } from './auditWords';

const said = (entity: 'appeal' | 'consultation' | 'import' | 'return', detail: unknown) =>
  auditWords({ entity, detail: JSON.stringify(detail) });
const ID = '0190aaaa-bbbb-7ccc-8ddd-eeeeffff0000';

test('a step tells its states and its reason', () => {
  expect(
    said('appeal', {
      from: { state: 'registered', level: null },
      to: { state: 'judged', level: 'big' },
      reason: '涉及三个单位',
    }),
  ).toBe('登记 → 已研判 大事；理由：涉及三个单位');
  expect(said('consultation', { from: 'requested', to: 'reviewing', reason: null, number: null })).toBe(
    '申请 → 立项审核',
  );
});

test('a change tells before and after, and of sensitive data only that it was changed', () => {
  expect(
    said('appeal', {
      changed: {
        title: { before: '甲', after: '乙' },
        party_phone: null,
        handler_id: { before: null, after: ID },
      },
    }),
  ).toBe('标题：从“甲”改为“乙”；联系电话已改动；承办单位已改动');
});

test('more time tells who approved it and what came of it', () => {
  expect(
    said('appeal', {
      days: 10,
      reason: '情况复杂',
      approver: '李示例',
      approver_id: ID,
      changed: { deadline: { before: '2026-11-27', after: '2026-12-07' } },
    }),
  ).toBe(
    '办理期限：从“2026年11月27日 周五”改为“2026年12月7日 周一”；天数：10；理由：情况复杂；批准人：李示例',
  );
});

test('ids are counted or left out, never shown', () => {
  const text = said('consultation', {
    topic: '油烟',
    kind: 'onsite',
    lead: ID,
    appeals: [ID, ID],
    cases: [],
  });
  expect(text).toBe('议题：油烟；方式：现场；诉求：2 件');
});

test('an import and an export read as sentences', () => {
  expect(said('import', { file: 'a.xlsx', sha256: 'ff', imported: 3, rejected: 0 })).toBe(
    '文件：a.xlsx；新增：3；读不了：0',
  );
  expect(said('return', { form: 'case-ledger', title: '台账', masked: true })).toBe(
    '标题：台账；遮盖个人信息：是',
  );
});

test('what is no record is shown as it stands', () => {
  expect(auditWords({ entity: 'appeal', detail: 'x' })).toBe('x');
});
