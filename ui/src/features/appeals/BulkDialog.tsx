import { Form, Input, Modal, Segmented, Typography } from 'antd';
import { useState } from 'react';
import { terms, type BulkChange, type BulkKind, type Level } from '../../ipc';
import { common, count } from '../../messages';
import { AgencyPicker, CategoryPicker } from '../../parts';
import { words } from './messages';

interface Props {
  kind: BulkKind;
  /** How many are meant. */
  size: number;
  onOk: (change: BulkChange, reason: string | null) => void;
  onCancel: () => void;
}

const LEVELS = (Object.entries(terms.Level) as [Level, string][]).map(([value, label]) => ({ value, label }));

/** Asks what the chosen appeals are to become. */
export function BulkDialog({ kind, size, onOk, onCancel }: Props) {
  const [level, setLevel] = useState<Level>('small');
  const [agency, setAgency] = useState<string>();
  const [category, setCategory] = useState<string>();
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const change: BulkChange | null =
    kind === 'level'
      ? { kind, level }
      : kind === 'handler'
        ? agency === undefined
          ? null
          : { kind, agencyId: agency }
        : category === undefined
          ? null
          : { kind, category };
  const wrong = asked && change === null;
  return (
    <Modal
      open
      title={terms.BulkKind[kind]}
      okText={words.bulk.run(count(size))}
      cancelText={common.cancel}
      okButtonProps={{ 'data-testid': 'bulk-run' }}
      onOk={() => {
        setAsked(true);
        if (change) onOk(change, reason.trim() || null);
      }}
      onCancel={onCancel}
    >
      <Form layout="vertical">
        <Form.Item
          label={words.bulk.to[kind]}
          validateStatus={wrong ? 'error' : ''}
          help={wrong ? words.bulk.needed[kind] : undefined}
        >
          {kind === 'level' && <Segmented<Level> options={LEVELS} value={level} onChange={setLevel} />}
          {kind === 'handler' && (
            <AgencyPicker
              data-testid="bulk-agency"
              {...(agency && { value: agency })}
              onChange={(id: string | undefined) => setAgency(id)}
            />
          )}
          {kind === 'category' && (
            <CategoryPicker
              {...(category && { value: category })}
              onChange={(code: string | undefined) => setCategory(code)}
            />
          )}
        </Form.Item>
        {kind === 'level' && (
          <Form.Item label={words.bulk.reason}>
            <Input.TextArea
              rows={2}
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </Form.Item>
        )}
        <Typography.Text type="secondary">{words.bulk.note}</Typography.Text>
      </Form>
    </Modal>
  );
}
