import { useQuery } from '@tanstack/react-query';
import { Form, Input, InputNumber, Modal, Select, Typography } from 'antd';
import { call, commands, keys, type Extension } from '../../ipc';
import { common } from '../../messages';
import { ErrorNote } from '../../parts';
import { words } from './messages';

interface Props {
  /** The most days that may be asked for. */
  most: number;
  busy: boolean;
  onOk: (extension: Extension) => void;
  onClose: () => void;
}

/** Asks how much longer, who approved it, and why. */
export function ExtendDialog({ most, busy, onOk, onClose }: Props) {
  const [form] = Form.useForm<Extension>();
  const approvers = useQuery({
    queryKey: keys.approvers,
    queryFn: () => call(commands.extensionApprovers()),
  });
  const needed = (message: string) => [{ required: true, message }];
  return (
    <Modal
      open
      title={words.clock.extend}
      okText={common.confirm}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
      okButtonProps={{ 'data-testid': 'clock-extend-confirm' }}
    >
      <Typography.Paragraph type="secondary">{words.clock.extendNote}</Typography.Paragraph>
      <Form<Extension>
        form={form}
        layout="vertical"
        onFinish={(extension) => onOk({ ...extension, reason: extension.reason.trim() })}
      >
        <Form.Item name="days" label={words.clock.days(most)} rules={needed(words.clock.daysNeeded)}>
          <InputNumber min={1} max={most} precision={0} data-testid="clock-extend-days" />
        </Form.Item>
        <Form.Item name="approverId" label={words.clock.approver} rules={needed(words.clock.approverNeeded)}>
          <Select
            data-testid="clock-extend-approver"
            loading={approvers.isPending}
            options={(approvers.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
        <Form.Item
          name="reason"
          label={words.clock.reason}
          rules={[{ required: true, whitespace: true, message: words.clock.reasonNeeded }]}
        >
          <Input.TextArea
            autoSize={{ minRows: 2, maxRows: 4 }}
            maxLength={500}
            showCount
            data-testid="clock-extend-reason"
          />
        </Form.Item>
        <ErrorNote error={approvers.error} />
      </Form>
    </Modal>
  );
}
