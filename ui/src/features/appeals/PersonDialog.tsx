import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Checkbox, Form, Input, Modal, Typography } from 'antd';
import { call, commands, keys, type AppealDetail, type Party } from '../../ipc';
import { useTell } from '../../parts';
import { words } from './messages';

interface Fields {
  name: string;
  phone: string;
  idNumber: string;
  address: string;
  first: boolean;
}

const FIELDS = [
  { name: 'phone', label: words.partyPhone, maxLength: 30 },
  { name: 'idNumber', label: words.partyIdNumber, maxLength: 30 },
  { name: 'address', label: words.partyAddress, maxLength: 300 },
] as const;

interface Props {
  detail: AppealDetail;
  /** None adds somebody. */
  party: Party | null;
  onClose: () => void;
}

/** Adds a person, or changes one whose data stand masked: what is left masked stays as it is. */
export function PersonDialog({ detail, party, onClose }: Props) {
  const { row, parties } = detail;
  const client = useQueryClient();
  const tell = useTell();
  const [form] = Form.useForm<Fields>();
  const write = useMutation({
    mutationFn: (fields: Fields) =>
      call(commands.appealPersonSave(row.id, row.version, { id: party?.id ?? null, ...fields })),
    onSuccess: (next) => {
      client.setQueryData(keys.appeal.detail(row.id), next);
      tell.done(words.saved);
      onClose();
    },
    onError: tell.failed,
    onSettled: () => client.invalidateQueries({ queryKey: keys.appeal.all }),
  });
  const stands = party !== null && parties[0]?.id === party.id;
  return (
    <Modal
      open
      title={party ? words.life.editPerson(party.name) : words.life.addPerson}
      confirmLoading={write.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
      okButtonProps={{ 'data-testid': 'person-save' }}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{
          name: party?.name ?? '',
          phone: party?.phone ?? '',
          idNumber: party?.idNumber ?? '',
          address: party?.address ?? '',
          first: stands,
        }}
        onFinish={(fields: Fields) => write.mutate(fields)}
      >
        <Form.Item
          name="name"
          label={words.partyName}
          rules={[{ required: true, whitespace: true, message: words.life.nameNeeded }]}
        >
          <Input maxLength={60} autoFocus autoComplete="off" data-testid="person-name" />
        </Form.Item>
        {FIELDS.map(({ name, label, maxLength }) => (
          <Form.Item key={name} name={name} label={label}>
            <Input maxLength={maxLength} autoComplete="off" data-testid={`person-${name}`} />
          </Form.Item>
        ))}
        <Form.Item name="first" valuePropName="checked" style={{ marginBottom: 8 }}>
          <Checkbox disabled={stands || parties.length === 0}>{words.life.makeFirst}</Checkbox>
        </Form.Item>
        {party && <Typography.Text type="secondary">{words.maskHint}</Typography.Text>}
      </Form>
    </Modal>
  );
}
