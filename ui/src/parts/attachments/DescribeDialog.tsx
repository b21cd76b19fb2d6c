import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Form, Input, Modal } from 'antd';
import { call, commands, type Attachment } from '../../ipc';
import { useTell } from '../useTell';
import { words } from './messages';
import { refOf } from './transfer';
import type { Holder } from './useAttaching';

interface Fields {
  name: string;
  purpose?: string;
}

interface Props {
  holder: Holder;
  attachment: Attachment;
  onClose: () => void;
}

/** What a file is called and what it is for. */
export function DescribeDialog({ holder, attachment, onClose }: Props) {
  const client = useQueryClient();
  const tell = useTell();
  const [form] = Form.useForm<Fields>();
  const write = useMutation({
    mutationFn: ({ name, purpose }: Fields) => {
      const which = refOf(holder.entity, holder.id, attachment);
      return call(commands.attachmentDescribe(which, attachment.version, name, purpose?.trim() || null));
    },
    onSuccess: () => {
      tell.done(words.renamed);
      onClose();
    },
    onError: tell.failed,
    onSettled: () => client.invalidateQueries({ queryKey: [holder.entity] }),
  });
  return (
    <Modal
      open
      title={words.rename}
      confirmLoading={write.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
      okButtonProps={{ 'data-testid': 'attachment-describe-save' }}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ name: attachment.name, purpose: attachment.purpose ?? '' }}
        onFinish={(fields: Fields) => write.mutate(fields)}
      >
        <Form.Item
          name="name"
          label={words.name}
          rules={[{ required: true, whitespace: true, message: words.nameNeeded }]}
        >
          <Input maxLength={120} autoFocus autoComplete="off" data-testid="attachment-name" />
        </Form.Item>
        <Form.Item name="purpose" label={words.purpose} extra={words.purposeHint}>
          <Input maxLength={60} autoComplete="off" data-testid="attachment-purpose" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
