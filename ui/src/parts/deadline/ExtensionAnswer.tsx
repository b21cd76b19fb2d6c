import { Space } from 'antd';
import { useState } from 'react';
import type { Entity, ExtensionRequest } from '../../ipc';
import { Act } from '../Act';
import { ReasonDialog } from '../ReasonDialog';
import { useExtensionTurn } from './useDeadline';
import { deadline as words } from './words';

/** What this person may do with a request that waits: grant it, refuse it with a reason, or take it back. */
export function ExtensionAnswer({ entity, request }: { entity: Entity; request: ExtensionRequest }) {
  const [refusing, setRefusing] = useState(false);
  const turn = useExtensionTurn(entity, () => setRefusing(false));
  return (
    <Space size={4} wrap>
      {request.mayDecide && (
        <>
          <Act
            size="small"
            loading={turn.isPending}
            data-testid="extension-grant"
            onClick={() => turn.mutate({ kind: 'grant', request })}
          >
            {words.grant}
          </Act>
          <Act size="small" data-testid="extension-refuse" onClick={() => setRefusing(true)}>
            {words.refuse}
          </Act>
        </>
      )}
      {request.own && (
        <Act
          size="small"
          data-testid="extension-withdraw"
          onClick={() => turn.mutate({ kind: 'withdraw', request })}
        >
          {words.withdraw}
        </Act>
      )}
      <ReasonDialog
        open={refusing}
        title={words.refuseTitle}
        note={words.refuseNote}
        busy={turn.isPending}
        onOk={(reason) => turn.mutate({ kind: 'refuse', request, reason })}
        onCancel={() => setRefusing(false)}
        testIds={{ reason: 'extension-refuse-reason', confirm: 'extension-refuse-confirm' }}
      />
    </Space>
  );
}
