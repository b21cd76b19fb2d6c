import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useState } from 'react';
import { call, commands, keys, terms, type ConsultationMove } from '../../ipc';
import { common } from '../../messages';
import { Act, ErrorNote, ReasonDialog, SidePanel } from '../../parts';
import { useMay } from '../../session';
import { ConsultationFacts } from './ConsultationFacts';
import { useMove } from './useMove';

/** Moves that take something back need a reason. */
const WITH_REASON: readonly ConsultationMove[] = [
  'send_back',
  'decline',
  'reschedule',
  'cancel',
  'return_minutes',
];
const DANGER: readonly ConsultationMove[] = ['cancel', 'decline'];

interface Props {
  id: string;
  wide: boolean;
  onWide: (wide: boolean) => void;
  onClose: () => void;
}

/** One consultation beside the list, and the moves that are open to it. */
export function ConsultationPanel({ id, wide, onWide, onClose }: Props) {
  const may = useMay('move_consultation');
  const [asking, setAsking] = useState<ConsultationMove | null>(null);
  const query = useQuery({
    queryKey: keys.consultation.detail(id),
    queryFn: () => call(commands.consultationDetail(id)),
  });
  const detail = query.data;
  const step = useMove(detail, () => setAsking(null));
  const begin = (move: ConsultationMove) =>
    WITH_REASON.includes(move) ? setAsking(move) : step.mutate({ move, reason: null });
  const moves = detail?.openMoves ?? [];
  const forward = moves.find((move) => !WITH_REASON.includes(move));
  return (
    <SidePanel
      data-testid="consultation-panel"
      title={detail?.row.topic ?? common.loading}
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
            data-testid={`consultation-${move}`}
            why={may ? null : common.notAllowed}
            loading={step.isPending && step.variables.move === move}
            onClick={() => begin(move)}
          >
            {terms.ConsultationMove[move]}
          </Act>
        ))
      }
    >
      {query.isPending && <Skeleton active />}
      <ErrorNote error={query.error} onRetry={() => void query.refetch()} />
      {detail && <ConsultationFacts detail={detail} />}
      <ReasonDialog
        open={asking !== null}
        title={asking ? terms.ConsultationMove[asking] : ''}
        busy={step.isPending}
        onOk={(reason) => {
          if (asking) step.mutate({ move: asking, reason });
        }}
        onCancel={() => setAsking(null)}
        testIds={{ reason: 'consultation-reason', confirm: 'consultation-reason-confirm' }}
      />
    </SidePanel>
  );
}
