import { Flex, Form, Input, Typography } from 'antd';
import { partWords, useNumberProblems } from '../../parts';
import type { Fields } from './fields';
import { words } from './messages';

const FIELDS = [
  {
    name: 'partyName',
    label: words.partyName,
    maxLength: 60,
    testId: 'appeal-form-party',
    limit: `${partWords.limit.chars(60)}；${words.limit.needName}`,
  },
  {
    name: 'partyPhone',
    label: words.partyPhone,
    maxLength: 30,
    testId: 'appeal-form-phone',
    limit: partWords.limit.phone,
  },
  {
    name: 'partyIdNumber',
    label: words.partyIdNumber,
    maxLength: 30,
    testId: 'appeal-form-id-number',
    limit: partWords.limit.idNumber,
  },
  {
    name: 'partyAddress',
    label: words.partyAddress,
    maxLength: 300,
    testId: 'appeal-form-address',
    limit: partWords.limit.chars(300),
  },
] as const;

/**
 * Who raised the matter. When an appeal is changed its data stand masked, and what is left masked stays as it is. A number
 * that looks wrong is said at once; only saving refuses what can't be one.
 */
export function PartyFields({ editing }: { editing: boolean }) {
  const phone = Form.useWatch<Fields['partyPhone']>('partyPhone') ?? '';
  const idNumber = Form.useWatch<Fields['partyIdNumber']>('partyIdNumber') ?? '';
  const problems = useNumberProblems(phone, idNumber);
  const wrong: Partial<Record<(typeof FIELDS)[number]['name'], string | null>> = {
    partyPhone: problems.phone,
    partyIdNumber: problems.idNumber,
  };
  return (
    <>
      <Flex gap="0 16px" wrap>
        {FIELDS.map(({ name, label, maxLength, testId, limit }) => (
          <Form.Item
            key={name}
            name={name}
            label={label}
            style={{ flex: '1 1 220px' }}
            extra={wrong[name] ? <Typography.Text type="danger">{wrong[name]}</Typography.Text> : limit}
          >
            <Input maxLength={maxLength} autoComplete="off" data-testid={testId} />
          </Form.Item>
        ))}
      </Flex>
      {editing && <Typography.Paragraph type="secondary">{words.maskHint}</Typography.Paragraph>}
    </>
  );
}
