import { Flex, Form, Input, Typography } from 'antd';
import { words } from './messages';

const FIELDS = [
  { name: 'partyName', label: words.partyName, maxLength: 60, testId: 'appeal-form-party' },
  { name: 'partyPhone', label: words.partyPhone, maxLength: 30, testId: 'appeal-form-phone' },
  { name: 'partyIdNumber', label: words.partyIdNumber, maxLength: 30, testId: 'appeal-form-id-number' },
  { name: 'partyAddress', label: words.partyAddress, maxLength: 300, testId: 'appeal-form-address' },
] as const;

/** Who raised the matter. When an appeal is changed its data stand masked, and what is left masked stays as it is. */
export function PartyFields({ editing }: { editing: boolean }) {
  return (
    <>
      <Flex gap="0 16px" wrap>
        {FIELDS.map(({ name, label, maxLength, testId }) => (
          <Form.Item key={name} name={name} label={label} style={{ flex: '1 1 220px' }}>
            <Input maxLength={maxLength} autoComplete="off" data-testid={testId} />
          </Form.Item>
        ))}
      </Flex>
      {editing && <Typography.Paragraph type="secondary">{words.maskHint}</Typography.Paragraph>}
    </>
  );
}
