import { expect, test } from 'vitest';
import type { AppealDetail } from '../../ipc';
import { beginWith } from './fields';

const about = (handlerId: string | null, cooperating: string[]) =>
  ({
    row: { title: '楼顶漏水' },
    handlerId,
    cooperating: cooperating.map((id) => ({ id, name: id })),
  }) as AppealDetail;

test('a consultation begins with the lead and the helpers that its appeals were judged to need', () => {
  const begun = beginWith([about('housing', ['urban', 'police']), about('urban', ['police', 'housing'])], []);
  expect(begun).toMatchObject({
    topic: '楼顶漏水',
    leadId: 'housing',
    cooperatingIds: ['urban', 'police'],
  });
});

test('nothing is filled in of what nobody decided', () => {
  const begun = beginWith([about(null, [])], []);
  expect(begun).not.toHaveProperty('leadId');
  expect(begun).not.toHaveProperty('cooperatingIds');
});
