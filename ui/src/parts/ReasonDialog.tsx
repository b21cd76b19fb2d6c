import { Input, Modal, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import { common } from '../messages';
import { parts } from './messages';

interface Props {
  open: boolean;
  title: string;
  note?: ReactNode;
  okText?: string;
  /** Whether a reason may be left out. */
  optional?: boolean;
  busy?: boolean;
  onOk: (reason: string) => void;
  onCancel: () => void;
  /** data-testid of the text and of the button. */
  testIds?: { reason: string; confirm: string };
}

/** Asks why. */
export function ReasonDialog({ open, title, note, okText, optional, busy, onOk, onCancel, testIds }: Props) {
  const [reason, setReason] = useState('');
  const [told, setTold] = useState(false);
  const short = !optional && reason.trim().length < 2;
  const leave = () => {
    setReason('');
    setTold(false);
  };
  const ok = () => {
    setTold(true);
    if (!short) onOk(reason.trim());
  };
  return (
    <Modal
      open={open}
      title={title}
      okText={okText ?? common.confirm}
      confirmLoading={busy ?? false}
      onOk={ok}
      onCancel={onCancel}
      afterClose={leave}
      destroyOnHidden
      okButtonProps={testIds ? { 'data-testid': testIds.confirm } : {}}
    >
      {note && <Typography.Paragraph type="secondary">{note}</Typography.Paragraph>}
      <Input.TextArea
        autoFocus
        autoSize={{ minRows: 2, maxRows: 6 }}
        maxLength={200}
        showCount
        // Room for the count, which stands below the field.
        style={{ marginBottom: 20 }}
        aria-label={parts.reason}
        placeholder={parts.reason}
        data-testid={testIds?.reason}
        status={told && short ? 'error' : ''}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {told && short && <Typography.Text type="danger">{parts.reasonNeeded}</Typography.Text>}
    </Modal>
  );
}
