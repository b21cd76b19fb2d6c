import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderPage } from '../../../../test/fake';
import type { TriageRule } from '../../../ipc';
import { RulesTab } from './RulesTab';

const rule: TriageRule = {
  id: 'r1',
  rule: {
    id: 'r1',
    version: 4,
    name: '违建漏水',
    priority: 60,
    wordsAny: ['违建'],
    wordsAll: [],
    categories: [],
    peopleFrom: null,
    raisedFrom: null,
    lists: [],
    level: 'big',
    category: null,
    lead: '住建局',
    cooperating: [],
    active: true,
  },
  when: '有“违建”',
  then: '大事，住建局牵头',
  unresolved: ['住建局'],
};

function show(mayUse: ('edit_rules' | 'view_appeals')[]) {
  return renderPage(<RulesTab />, {
    session: { mayUse },
    answers: {
      triage_rules: () => [rule],
      triage_rule_save: () => rule,
      triage_rule_try: () => ({ days: 90, looked: 40, cut: false, hits: 7, rows: [] }),
      agencies: () => [],
      categories: () => [],
    },
  });
}

test('a rule is read in words, with the agencies that nobody bears', async () => {
  show(['edit_rules']);
  await screen.findByText('有“违建”');
  expect(screen.getByText('没有找到单位：住建局')).toBeTruthy();
});

test('switching a rule off brings back the version that was seen', async () => {
  const { rust } = show(['edit_rules']);
  fireEvent.click(await screen.findByRole('switch', { name: '启用“违建漏水”' }));
  await waitFor(() => {
    const saved = rust.calls.find(({ cmd }) => cmd === 'triage_rule_save');
    expect(saved?.args['rule']).toEqual({ ...rule.rule, active: false });
  });
});

test('a rule is tried before it is saved', async () => {
  const { rust } = show(['edit_rules']);
  fireEvent.click(await screen.findByTestId('rule-edit'));
  fireEvent.change(await screen.findByTestId('rule-name'), { target: { value: '违建' } });
  fireEvent.click(screen.getByTestId('rule-try'));
  await screen.findByText('会命中近 90 天的 7 件（共 40 件）');
  expect(rust.calls.some(({ cmd }) => cmd === 'triage_rule_save')).toBe(false);
  expect(rust.calls.find(({ cmd }) => cmd === 'triage_rule_try')?.args['rule']).toEqual({
    ...rule.rule,
    name: '违建',
  });
});

test('whoever may not edit rules can press nothing', async () => {
  show(['view_appeals']);
  expect((await screen.findByTestId('rule-new')).hasAttribute('disabled')).toBe(true);
  expect((await screen.findByRole('switch')).hasAttribute('disabled')).toBe(true);
});
