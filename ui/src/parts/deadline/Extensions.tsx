import { Typography } from 'antd';
import { useState } from 'react';
import type { Derivation, Entity, ExtensionRequest } from '../../ipc';
import { common } from '../../messages';
import { useMay } from '../../session';
import { Act } from '../Act';
import { When } from '../When';
import { ExtendDialog } from './ExtendDialog';
import { ExtensionAnswer } from './ExtensionAnswer';
import { useExtensionTurn } from './useDeadline';
import { deadline as words, limitWords } from './words';

interface Of {
  entity: Entity;
  id: string;
  version: number;
}

interface AskProps extends Of {
  derivation: Derivation;
  /** Why nothing can be asked for now. */
  why?: string | null;
}

/** The button that asks for more time. */
export function ExtensionAsk({ entity, id, version, derivation, why = null }: AskProps) {
  const may = useMay('keep_clock');
  const [asking, setAsking] = useState(false);
  const close = () => setAsking(false);
  const turn = useExtensionTurn(entity, close);
  const { most } = derivation;
  const waits = derivation.requests.some((request) => request.decision === 'pending');
  const stands = waits ? words.waits : most === null ? words.once : null;
  return (
    <>
      <Act
        size="small"
        data-testid="clock-extend"
        why={may ? (why ?? stands) : common.notAllowed}
        onClick={() => setAsking(true)}
      >
        {words.extend}
      </Act>
      {asking && most !== null && (
        <ExtendDialog
          most={most}
          approvers={derivation.approvers}
          busy={turn.isPending}
          onOk={(more, reason) => turn.mutate({ kind: 'ask', ask: { entity, id, version, more, reason } })}
          onClose={close}
        />
      )}
    </>
  );
}

/** Nobody waits for themselves, unless nobody else is there. */
const waitedFor = ({ askedBy, own, mayDecide }: ExtensionRequest, approvers: readonly string[]) =>
  own && mayDecide ? [askedBy] : approvers.filter((name) => name !== askedBy);

function Line({
  entity,
  request,
  approvers,
}: {
  entity: Entity;
  request: ExtensionRequest;
  approvers: readonly string[];
}) {
  const more = limitWords(request.more);
  if (request.decision === 'pending') {
    return (
      <div data-testid="extension-pending">
        <div>
          ▲ {words.pending(request.askedBy, more, request.reason)}{' '}
          <Typography.Text type="secondary">
            <When time={request.askedAt} /> {words.waitsFor(waitedFor(request, approvers))}
          </Typography.Text>
        </div>
        <ExtensionAnswer entity={entity} request={request} />
      </div>
    );
  }
  return (
    <Typography.Text type="secondary" style={{ display: 'block' }}>
      {request.decidedAt && <When time={request.decidedAt} />}{' '}
      {words.settled(request.decision, request.decidedBy ?? '', more)}
      {request.decisionReason && words.because(request.decisionReason)}
    </Typography.Text>
  );
}

/** Who asked for more time, who is waited for, and what came of it. */
export function ExtensionLines({ entity, derivation }: { entity: Entity; derivation: Derivation }) {
  return (
    <>
      {derivation.requests.map((request) => (
        <Line key={request.id} entity={entity} request={request} approvers={derivation.approvers} />
      ))}
    </>
  );
}
