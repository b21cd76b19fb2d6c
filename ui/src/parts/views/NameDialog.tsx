import { Checkbox, Form, Input, Modal, Typography } from 'antd';
import { useState } from 'react';
import { common } from '../../messages';
import { useMay } from '../../session';
import { words } from './messages';

interface Props {
  title: string;
  /** As it is now. */
  name: string;
  shared: boolean;
  busy: boolean;
  onOk: (name: string, shared: boolean) => void;
  onCancel: () => void;
}

const MOST = 30;

/** Asks for a view's name, and whether everybody is to have it. */
export function NameDialog({ title, name: before, shared: wasShared, busy, onOk, onCancel }: Props) {
  const may = useMay('share_views');
  const [name, setName] = useState(before);
  const [shared, setShared] = useState(wasShared);
  const [asked, setAsked] = useState(false);
  const missing = name.trim() === '';
  const ok = () => {
    setAsked(true);
    if (!missing) onOk(name.trim(), shared);
  };
  return (
    <Modal
      open
      title={title}
      okText={words.save}
      cancelText={common.cancel}
      confirmLoading={busy}
      onOk={ok}
      onCancel={onCancel}
    >
      <Form layout="vertical" onFinish={ok}>
        <Form.Item
          label={words.name}
          validateStatus={asked && missing ? 'error' : ''}
          help={asked && missing ? words.nameNeeded : undefined}
        >
          <Input
            autoFocus
            maxLength={MOST}
            showCount
            value={name}
            aria-label={words.name}
            data-testid="view-name"
            onChange={(event) => setName(event.target.value)}
            onPressEnter={(event) => {
              // Enter that ends a word of an input method is not an answer.
              if (!event.nativeEvent.isComposing) ok();
            }}
          />
        </Form.Item>
        <Checkbox checked={shared} disabled={!may} onChange={(event) => setShared(event.target.checked)}>
          {words.share}
        </Checkbox>
        {!may && (
          <div>
            <Typography.Text type="secondary">{words.mayNotShare}</Typography.Text>
          </div>
        )}
      </Form>
    </Modal>
  );
}
