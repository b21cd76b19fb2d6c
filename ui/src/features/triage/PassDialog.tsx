import { Form, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { AgencyPicker } from '../../parts';
import { words } from './messages';

type How = keyof typeof words.passHow;

interface Props {
  /** Who has it now: it can't go there. */
  handlerId: string | null;
  busy: boolean;
  onPass: (agencyId: string | null, reason: string) => void;
  onClose: () => void;
}

/** Where an appeal goes instead of being judged here, and why. */
export function PassDialog({ handlerId, busy, onPass, onClose }: Props) {
  const [how, setHow] = useState<How>('agency');
  const [agency, setAgency] = useState<string>();
  const [reason, setReason] = useState('');
  const [told, setTold] = useState(false);
  const noAgency = how === 'agency' && !agency;
  const noReason = reason.trim() === '';
  const ok = () => {
    setTold(true);
    if (!noAgency && !noReason) onPass(how === 'agency' ? (agency ?? null) : null, reason.trim());
  };
  return (
    <Modal open closable={false} title={words.passTitle} confirmLoading={busy} onOk={ok} onCancel={onClose}>
      <Form layout="vertical">
        <Form.Item>
          <Radio.Group
            value={how}
            onChange={(event) => setHow(event.target.value as How)}
            options={(Object.keys(words.passHow) as How[]).map((value) => ({
              value,
              label: words.passHow[value],
            }))}
          />
        </Form.Item>
        {how === 'agency' && (
          <Form.Item
            label={words.passAgency}
            validateStatus={told && noAgency ? 'error' : ''}
            help={told && noAgency ? words.passAgencyNeeded : null}
          >
            <AgencyPicker
              autoFocus
              data-testid="triage-pass-agency"
              without={handlerId ? [handlerId] : []}
              value={agency ?? null}
              onChange={(id) => setAgency(id)}
            />
          </Form.Item>
        )}
        <Form.Item
          label={words.passReason}
          validateStatus={told && noReason ? 'error' : ''}
          help={told && noReason ? words.passReasonNeeded : null}
        >
          <Input.TextArea
            maxLength={200}
            autoSize={{ minRows: 2, maxRows: 5 }}
            data-testid="triage-pass-reason"
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
