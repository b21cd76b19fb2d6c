import { Form, Input, InputNumber, Modal, Typography } from 'antd';
import type { Limit } from '../../ipc';
import { common } from '../../messages';
import { deadline as words } from './words';

interface Asked {
  amount: number;
  reason: string;
}

interface Props {
  /** The most that may be asked for, and its unit. */
  most: Limit;
  approvers: readonly string[];
  busy: boolean;
  onOk: (more: Limit, reason: string) => void;
  onClose: () => void;
}

/** Asks how much longer, and why. */
export function ExtendDialog({ most, approvers, busy, onOk, onClose }: Props) {
  const [form] = Form.useForm<Asked>();
  return (
    <Modal
      open
      title={words.extend}
      okText={words.extend}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
      cancelText={common.cancel}
      okButtonProps={{ 'data-testid': 'clock-extend-confirm' }}
    >
      <Typography.Paragraph type="secondary">{words.extendNote(approvers)}</Typography.Paragraph>
      <Form<Asked>
        form={form}
        layout="vertical"
        initialValues={most.amount === 1 ? { amount: 1 } : {}}
        onFinish={({ amount, reason }) => onOk({ amount, unit: most.unit }, reason.trim())}
      >
        <Form.Item
          name="amount"
          label={words.amount(most)}
          rules={[{ required: true, message: words.amountNeeded }]}
        >
          <InputNumber min={1} max={most.amount} precision={0} data-testid="clock-extend-amount" />
        </Form.Item>
        <Form.Item
          name="reason"
          label={words.reason}
          rules={[{ required: true, whitespace: true, message: words.reasonNeeded }]}
        >
          <Input.TextArea
            autoSize={{ minRows: 2, maxRows: 4 }}
            maxLength={500}
            showCount
            data-testid="clock-extend-reason"
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
