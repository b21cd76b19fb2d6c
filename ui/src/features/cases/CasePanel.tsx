import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useState } from 'react';
import { call, commands, keys, terms, type CaseMove } from '../../ipc';
import { common } from '../../messages';
import { Act, ErrorNote, ReasonDialog, SidePanel } from '../../parts';
import { useMay } from '../../session';
import { CaseFacts } from './CaseFacts';
import { useMove } from './useMove';

/** Moves that take something back, or leave the usual way, need a reason. */
const WITH_REASON: readonly CaseMove[] = [
  'send_back_proposal',
  'decline',
  'stabilise',
  'request_extension',
  'refuse_extension',
  'start_handover',
  'cancel_handover',
  'send_back',
  'close_concluded',
  'close_referred',
  'reopen',
];
const DANGER: readonly CaseMove[] = ['decline'];

interface Props {
  id: string;
  wide: boolean;
  onWide: (wide: boolean) => void;
  onClose: () => void;
}

/** One case beside the list, and the moves that are open to it. */
export function CasePanel({ id, wide, onWide, onClose }: Props) {
  const may = useMay('move_case');
  const [asking, setAsking] = useState<CaseMove | null>(null);
  const query = useQuery({
    queryKey: keys.case.detail(id),
    queryFn: () => call(commands.caseDetail(id)),
  });
  const detail = query.data;
  const step = useMove(detail, () => setAsking(null));
  const begin = (move: CaseMove) =>
    WITH_REASON.includes(move) ? setAsking(move) : step.mutate({ move, reason: null });
  const moves = detail?.openMoves ?? [];
  const forward = moves.find((move) => !WITH_REASON.includes(move));
  return (
    <SidePanel
      data-testid="case-panel"
      title={detail?.row.name ?? common.loading}
      wide={wide}
      onWide={onWide}
      onClose={onClose}
      actions={
        moves.length > 0 &&
        moves.map((move) => (
          <Act
            key={move}
            type={move === forward ? 'primary' : 'default'}
            danger={DANGER.includes(move)}
            data-testid={`case-${move}`}
            why={may ? null : common.notAllowed}
            loading={step.isPending && step.variables.move === move}
            onClick={() => begin(move)}
          >
            {terms.CaseMove[move]}
          </Act>
        ))
      }
    >
      {query.isPending && <Skeleton active />}
      <ErrorNote error={query.error} onRetry={() => void query.refetch()} />
      {detail && <CaseFacts detail={detail} />}
      <ReasonDialog
        open={asking !== null}
        title={asking ? terms.CaseMove[asking] : ''}
        busy={step.isPending}
        onOk={(reason) => {
          if (asking) step.mutate({ move: asking, reason });
        }}
        onCancel={() => setAsking(null)}
        testIds={{ reason: 'case-reason', confirm: 'case-reason-confirm' }}
      />
    </SidePanel>
  );
}
